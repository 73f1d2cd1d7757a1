import type { Query } from '../../../shared/query/query.ts'
import { allOf } from './residual.ts'

/** Tokens whose values stand in the resource's own row, every change of which takes a number of the change feed. */
const columns: ReadonlySet<string> = new Set([
  ...['resource.id', 'resource.name', 'resource.type', 'cloud', 'account.id', 'region', 'firstDiscovered', 'unread'],
  ...['tag', 'tag.key', 'tag.value'],
])

/**
 * A query in two parts that must both hold: `kept` goes by what the rows of resources hold by themselves, `rest` by their
 * evaluations, connectors and times of collection, too.
 */
export function splitKept(query: Query): { readonly kept: Query; readonly rest: Query } {
  const parts = query.kind === 'and' ? query.of : [query]
  return { kept: allOf(parts.filter(isKept)), rest: allOf(parts.filter((part) => !isKept(part))) }
}

function isKept(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.every(isKept)
    case 'not':
      return isKept(query.of)
    case 'test':
      return isOwn(query.token)
    case 'nested':
      return isOwn(query.token) && isKept(query.of)
    default:
      return true
  }
}

const isOwn = (token: string) => columns.has(token) || token.startsWith('config.')
