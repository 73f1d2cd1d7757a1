import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import type { EvaluationFilter } from '../store/lists/evaluations.ts'
import { resolveScope } from '../store/lists/scope.ts'
import type { ApiEnv } from './context.ts'
import { cidsOf, controlQuery } from './control-filter.ts'
import { dateQuery, readRange } from './date-query.ts'
import { scopeQuery, searchQuery } from './paging.ts'
import { readQuery } from './query-parameter.ts'

/** Query parameters that narrow a list to some evaluations. */
export const evaluationQuery = {
  ...scopeQuery,
  ...controlQuery,
  type: z.string().max(200).optional().openapi({ description: 'Resource type that the control is about.' }),
  service: z.string().max(200).optional().openapi({ description: 'Service of the control.' }),
  result: z.enum(outcomes).optional().openapi({ description: 'EXCEPTED: failing, and an exception holds.' }),
  text: z.string().trim().max(200).optional().openapi({ description: 'Part of the resource’s name or id.' }),
  ...searchQuery,
  ...dateQuery,
}

type Asked = z.infer<z.ZodObject<typeof evaluationQuery>>
type Values = Omit<Asked, 'timeZone'> & Partial<Pick<Asked, 'timeZone'>>

/** The evaluations that a request's query parameters ask for, as the store takes it. Throws a Problem that says what is wrong. */
export async function resolveEvaluationFilter(c: Context<ApiEnv>, values: Values): Promise<EvaluationFilter> {
  const { database, clock } = c.var.api
  const { cid, criticality, policy, type, service, result, text, cloud, account, connector, region } = values
  return {
    ...(await resolveScope(database, { cloud, account, connector, region })),
    ...(await cidsOf(database, { cid, criticality, policy, type, service })),
    ...{ result, text },
    query: readQuery(c, 'evaluations', values.query),
    dates: readRange(values, clock()),
  }
}
