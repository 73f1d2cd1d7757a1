import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Budget } from '../store/lists/budget.ts'
import type { EvaluationFilter } from '../store/lists/plan-evaluations.ts'
import { postureByControl } from '../store/lists/posture.ts'
import { postureByQuery, type QueriedPostures } from '../store/lists/posture-by-query.ts'
import { resolveScope, type Scope } from '../store/lists/scope.ts'
import type { ApiEnv } from './context.ts'
import { dateQuery, readRange } from './date-query.ts'
import { readQuery } from './query-parameter.ts'

/** Query parameters that narrow the posture of a list to some evaluations. */
export const postureQuery = {
  evaluations: z.string().max(2000).optional().openapi({
    description:
      'A query over the evaluations, such as `tag.env:prod and control.result:FAIL`. The posture counts those that match alone; what has none is left out.',
  }),
  ...dateQuery,
  range: dateQuery.range.openapi({
    description: `When they were last evaluated, alike: ${dateQuery.range.meta()?.description}`,
  }),
}

/** What a list with such parameters answers besides. */
export const partialPosture = {
  isPartial: z.literal(true).optional().openapi({
    description: 'Counting all would take long: figures, and the list itself, are at least so high.',
  }),
}

type Asked = z.infer<z.ZodObject<typeof postureQuery>>
/** The values of such parameters; a time zone is for the range alone. */
export type PostureValues = Omit<Asked, 'timeZone'> & Partial<Pick<Asked, 'timeZone'>>

/** What postures are narrowed to beside the scope; nothing where a request asks for nothing. Throws a Problem that says what is wrong. */
export function readPostureFilter(
  c: Context<ApiEnv>,
  { evaluations, ...dates }: PostureValues,
): Pick<EvaluationFilter, 'query' | 'dates'> | undefined {
  const query = readQuery(c, 'evaluations', evaluations, 'evaluations')
  const range = readRange(dates, c.var.api.clock())
  return query || range ? { query, dates: range } : undefined
}

type Postures = QueriedPostures & {
  /** Whether what has no evaluation left is to be left out. */
  readonly isNarrowed: boolean
}

/** The posture of each control within the scope, of the evaluations that the request asks for. Throws a Problem that says what is wrong. */
export async function readPostures(
  c: Context<ApiEnv>,
  values: Scope & PostureValues,
  { budget, cids }: { readonly budget: Budget; readonly cids: readonly number[] | undefined },
): Promise<Postures> {
  const { database } = c.var.api
  const narrowed = readPostureFilter(c, values)
  const scope = await resolveScope(database, values)
  if (!narrowed) return { postures: await postureByControl(database, scope), isPartial: false, isNarrowed: false }
  const filter = { ...scope, ...narrowed, ...(cids ? { cids } : {}) }
  return { ...(await postureByQuery(database, filter, budget)), isNarrowed: true }
}
