import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import type { ResourceType } from '../resource-type.ts'
import { type ResourceFilter, resourceTimes } from '../store/lists/plan-resources.ts'
import { resolveScope } from '../store/lists/scope.ts'
import type { ApiEnv } from './context.ts'
import { cidsOf, controlQuery } from './control-filter.ts'
import { dateQuery, readRange } from './date-query.ts'
import { scopeQuery, searchQuery } from './paging.ts'
import { readQuery } from './query-parameter.ts'

/** Query parameters that narrow a list to some resources. */
export const resourceQuery = {
  ...scopeQuery,
  ...controlQuery,
  type: z.string().max(200).optional(),
  service: z.string().max(200).optional().openapi({ description: 'Service of the resource type.' }),
  result: z.enum(outcomes).optional().openapi({
    description:
      'FAIL and UNKNOWN: resources with such an evaluation; PASS: resources with neither, and at least one evaluation; EXCEPTED: resources with a failing evaluation that an exception holds for. With `cid`, `criticality` or `policy`: resources with an evaluation of such a control that ended so.',
  }),
  text: z
    .string()
    .trim()
    .max(200)
    .optional()
    .openapi({ description: 'Part of the name, the id, the type or its label.' }),
  ...searchQuery,
  ...dateQuery,
  by: z.enum(resourceTimes).default('lastFound').openapi({ description: 'The time that `range` is about.' }),
}

type Asked = z.infer<z.ZodObject<typeof resourceQuery>>
type Values = Omit<Asked, 'timeZone'> & Partial<Pick<Asked, 'timeZone'>>

/** The resources that a request's query parameters ask for, as the store takes it. Throws a Problem that says what is wrong. */
export async function resolveResourceFilter(c: Context<ApiEnv>, values: Values): Promise<ResourceFilter> {
  const { database, types, clock } = c.var.api
  const { cid, criticality, policy, type, service, result, text, cloud, account, connector, region, by } = values
  const dates = readRange(values, clock())
  return {
    ...(await resolveScope(database, { cloud, account, connector, region })),
    ...(await cidsOf(database, { cid, criticality, policy })),
    ...typesOf(types, type, service),
    ...{ result, text, labelled: text ? labelledTypes(types, text) : undefined },
    query: readQuery(c, 'resources', values.query),
    ...(dates ? { dates: { ...dates, by } } : {}),
  }
}

/** Types that people know by a label with this text: `EC2 instance`. */
const labelledTypes = (types: ReadonlyMap<string, ResourceType>, text: string): readonly string[] =>
  [...types.values()].filter(({ label }) => label.toLowerCase().includes(text.toLowerCase())).map(({ type }) => type)

function typesOf(types: ReadonlyMap<string, ResourceType>, type: string | undefined, service: string | undefined) {
  if (service === undefined) return type === undefined ? {} : { types: [type] }
  const ofService = [...types.values()].filter((t) => t.service.toLowerCase() === service.toLowerCase())
  return { types: ofService.map((t) => t.type).filter((name) => !type || name === type) }
}
