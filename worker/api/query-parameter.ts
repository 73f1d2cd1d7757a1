import type { Context } from 'hono'
import { type ParseOptions, parseQuery } from '../../shared/query/parse.ts'
import type { Query, QueryList, QueryProblem } from '../../shared/query/query.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { Problem } from './problem.ts'

/** What the parser has to know of this worker. */
export const vocabularyOf = ({ clock, types, mandates }: ApiContext): ParseOptions => ({
  now: clock(),
  types: [...types.values()],
  mandates,
})

/**
 * Reads the parameter `query` of a list, or another that holds a query; nothing where it is not given. Throws `Problem`
 * 400 with what is wrong, and where.
 */
export function readQuery(
  c: Context<ApiEnv>,
  list: QueryList,
  text: string | undefined,
  field = 'query',
): Query | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const parsed = parseQuery(text, list, vocabularyOf(c.var.api))
  if ('query' in parsed) return parsed.query
  const message = tellProblem(parsed.problem)
  throw new Problem(400, `${field}: ${message}`, { errors: [{ field, message }] })
}

/** The sentence, and the place that it is about, counted from 1. */
export const tellProblem = ({ start, message }: QueryProblem): string => `At character ${start + 1}: ${message}`
