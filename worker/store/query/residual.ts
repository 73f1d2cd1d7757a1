import { passes } from '../../../shared/query/passes.ts'
import type { Query, Value } from '../../../shared/query/query.ts'

const yes: Query = { kind: 'true' }
const no: Query = { kind: 'false' }

/**
 * What is left of a query once some tokens are known: tests on them become true or false, and what follows from that is
 * drawn. `known` answers all values of a token, or nothing where it is not known. Tokens of elements stay as they are.
 */
export function residual(query: Query, known: (token: string) => readonly Value[] | undefined): Query {
  switch (query.kind) {
    case 'and':
      return allOf(query.of.map((part) => residual(part, known)))
    case 'or':
      return any(query.of.map((part) => residual(part, known)))
    case 'not':
      return opposite(residual(query.of, known))
    case 'test': {
      const values = known(query.token)
      if (!values) return query
      const { test } = query
      return (test.is === 'null' ? values.length === 0 : values.some((value) => passes(test, value))) ? yes : no
    }
    case 'nested': {
      // Within an element nothing is known; but what holds for none or is asked for nothing can be seen.
      const of = residual(query.of, nothing)
      return of.kind === 'false' ? no : { ...query, of }
    }
    default:
      return query
  }
}

const nothing = () => undefined

/** Queries that must all hold, as one, without what is true in any case. */
export function allOf(parts: readonly Query[]): Query {
  if (parts.some(({ kind }) => kind === 'false')) return no
  const open = parts.filter(({ kind }) => kind !== 'true').flatMap((part) => (part.kind === 'and' ? part.of : [part]))
  if (open.length === 0) return yes
  return open[0] && open.length === 1 ? open[0] : { kind: 'and', of: open }
}

function any(parts: readonly Query[]): Query {
  if (parts.some(({ kind }) => kind === 'true')) return yes
  const open = parts.filter(({ kind }) => kind !== 'false').flatMap((part) => (part.kind === 'or' ? part.of : [part]))
  if (open.length === 0) return no
  return open[0] && open.length === 1 ? open[0] : { kind: 'or', of: open }
}

function opposite(query: Query): Query {
  if (query.kind === 'true') return no
  if (query.kind === 'false') return yes
  return query.kind === 'not' ? query.of : { kind: 'not', of: query }
}
