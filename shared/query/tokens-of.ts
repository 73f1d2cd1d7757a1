import type { Query } from './query.ts'

/**
 * The tokens that a query asks for, those of nested parts among them: who holds some of the data only sees by these whether
 * the answer can be his.
 */
export function tokensOf(query: Query): ReadonlySet<string> {
  switch (query.kind) {
    case 'and':
    case 'or':
      return new Set(query.of.flatMap((part) => [...tokensOf(part)]))
    case 'not':
      return tokensOf(query.of)
    case 'nested':
      return new Set([query.token, ...tokensOf(query.of)])
    case 'test':
      return new Set([query.token])
    default:
      return new Set()
  }
}
