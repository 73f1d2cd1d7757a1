import { passes } from './passes.ts'
import type { Query, Value } from './query.ts'

/** Something that a query can be held against. Tokens are asked for under their own names, also within an element. */
export type QueryRow = {
  /** All values that it has for a token; none where it has no such thing. */
  readonly values: (token: string) => readonly Value[]
  /** The elements of a nested token: tags, rules, evaluations. */
  readonly elements: (token: string) => readonly QueryRow[]
}

/** Whether a row passes a query: what the store answers in SQL, in memory. */
export function matches(query: Query, row: QueryRow): boolean {
  switch (query.kind) {
    case 'true':
      return true
    case 'false':
      return false
    case 'and':
      return query.of.every((part) => matches(part, row))
    case 'or':
      return query.of.some((part) => matches(part, row))
    case 'not':
      return !matches(query.of, row)
    case 'nested':
      return row.elements(query.token).some((element) => matches(query.of, element))
    case 'test': {
      const { token, test } = query
      if (test.is === 'null') return row.values(token).length === 0 && row.elements(token).length === 0
      return row.values(token).some((value) => passes(test, value))
    }
  }
}
