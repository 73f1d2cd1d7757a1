import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { matches, type QueryRow } from '../../../shared/query/matches.ts'
import { parseQuery } from '../../../shared/query/parse.ts'
import type { Query, QueryList } from '../../../shared/query/query.ts'
import type { Condition } from '../../store/lists/where.ts'
import { toCondition } from '../../store/query/to-condition.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { tellProblem, vocabularyOf } from '../query-parameter.ts'

/** Query parameter of lists that can be searched. */
export const filterQuery = {
  filter: z.string().max(2000).optional().openapi({ description: 'A query, such as control.result:FAIL.' }),
}

/** The filter of a request as a tree; `undefined` where there is none. Throws `Problem` that says what is wrong with it. */
export function readFilter(c: Context<ApiEnv>, list: QueryList, text: string | undefined): Query | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const parsed = parseQuery(text, list, vocabularyOf(c.var.api))
  if ('query' in parsed) return parsed.query
  throw new Problem(400, `filter: ${tellProblem(parsed.problem)}`)
}

/** The same as a condition on rows of the store. */
export function conditionOf(
  c: Context<ApiEnv>,
  list: 'resources' | 'evaluations',
  text: string | undefined,
): Condition | undefined {
  const query = readFilter(c, list, text)
  return query && toCondition(query, list)
}

/** The same as a test of what is in memory. */
export function matcherOf(
  c: Context<ApiEnv>,
  list: 'connectors' | 'controls',
  text: string | undefined,
): (row: QueryRow) => boolean {
  const query = readFilter(c, list, text)
  return (row) => !query || matches(query, row)
}
