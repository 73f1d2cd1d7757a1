import { passes } from '../../../shared/query/passes.ts'
import type { Query, Test } from '../../../shared/query/query.ts'
import { fold } from '../../../shared/query/token.ts'
import type { Condition } from '../lists/where.ts'
import { configExists, configTest, objectOf, sievedElements } from './config.ts'
import { gather } from './gather.ts'
import { never, numberIs, textIs, truthIs, type ValueTest } from './leaf.ts'
import { type Column, evaluationSources, resourceSources, type Source, tagSources } from './sources.ts'

/** Where a query is read: whose tokens these are, and the element of a configuration that it stands within. */
export type Scope = {
  readonly sources: Readonly<Record<string, Source>>
  /** Tokens that begin so are fields of `json`, the value of an element named so that no other one is. */
  readonly element?: { readonly prefix: string; readonly json: string }
  /** Gives every element of the query a name of its own. */
  readonly names: { last: number }
}

const always: Condition = { sql: '1', args: [] }

/**
 * A query as a condition on the rows of `resources r`, or of `evaluations e` joined to `resources r`. What comes from the
 * query is bound, never part of the SQL. Every condition is 0 or 1, never NULL, so that `NOT` means the same as in `matches`.
 */
export function toCondition(query: Query, list: 'resources' | 'evaluations'): Condition {
  const sources = list === 'resources' ? resourceSources : { ...resourceSources, ...evaluationSources }
  return condition(query, { sources, names: { last: 0 } })
}

function condition(query: Query, scope: Scope): Condition {
  switch (query.kind) {
    case 'true':
      return always
    case 'false':
      return never
    case 'and':
      return join(query.of, ' AND ', always, scope)
    case 'or':
      return join(query.of, ' OR ', never, scope)
    case 'not':
      return not(condition(query.of, scope))
    case 'nested':
      return nested(query.token, query.of, scope)
    case 'test':
      return test(query.token, query.test, scope)
  }
}

function join(parts: readonly Query[], word: ' AND ' | ' OR ', none: Condition, scope: Scope): Condition {
  if (parts.length === 0) return none
  const lists = word === ' OR ' ? gather(parts, scope) : []
  const rest = parts.filter((part) => !lists.some(({ of }) => of.includes(part)))
  const conditions = [...lists, ...rest.map((part) => condition(part, scope))]
  return { sql: `(${conditions.map(({ sql }) => sql).join(word)})`, args: conditions.flatMap(({ args }) => args) }
}

const not = ({ sql, args }: Condition): Condition => ({ sql: `NOT ${sql}`, args })

function nested(token: string, of: Query, scope: Scope): Condition {
  if (token === 'tag') {
    const { sql, args } = condition(of, { ...scope, sources: tagSources })
    return sievedElements('r.tags', of, { sql: `EXISTS (SELECT 1 FROM json_each(r.tags) t WHERE ${sql})`, args })
  }
  if (token === 'evaluation') {
    const { sql, args } = condition(of, { ...scope, sources: { ...resourceSources, ...evaluationSources } })
    return { sql: `EXISTS (SELECT 1 FROM evaluations e WHERE e.rid = r.rid AND ${sql})`, args }
  }
  if (!token.startsWith('config.')) return never
  const found = configExists(token, scope, (name) => {
    const { sql, args } = condition(of, { ...scope, element: { prefix: `${token}.`, json: objectOf(name) } })
    return { sql: `(${name}.type = 'object' AND ${sql})`, args }
  })
  return scope.element ? found : sievedElements('r.config', of, found)
}

function test(token: string, asked: Test, scope: Scope): Condition {
  if (token.startsWith('config.')) return configTest(token, asked, scope)
  // That there are none of them is all that can be asked of elements as such.
  if (token === 'tag' || token === 'evaluation')
    return asked.is === 'null' ? not(nested(token, { kind: 'true' }, scope)) : never
  const source = Object.hasOwn(scope.sources, token) ? scope.sources[token] : undefined
  if (!source || source === 'none') return asked.is === 'null' ? always : never
  if ('oneOf' in source) return enumerated(source.oneOf, asked)
  if (asked.is === 'null') return not(some(source, { sql: `${source.column} IS NOT NULL`, args: [] }))
  const { sql, args } = valueIs(source, asked)
  return some(source, { sql: `(${source.column} IS NOT NULL AND ${sql})`, args })
}

const some = ({ some: wrapped = '?' }: { readonly some?: string }, { sql, args }: Condition): Condition => ({
  sql: wrapped.replace('?', () => sql),
  args,
})

function valueIs({ column, type, isSmall }: Column, asked: ValueTest): Condition {
  if (type === 'number') return numberIs(column, asked)
  if (type === 'truth') return truthIs(column, asked)
  // An index serves the column as it is only.
  if (isSmall && asked.is === 'equal') return { sql: `${column} = ?`, args: [fold(String(asked.value))] }
  return textIs(column, asked)
}

/** The conditions of the values that pass. */
function enumerated(values: Readonly<Record<string, string>>, asked: Test): Condition {
  if (asked.is === 'null') return { sql: `NOT (${Object.values(values).join(' OR ')})`, args: [] }
  const passing = Object.entries(values).filter(([value]) => passes(asked, value))
  if (passing.length === 0) return never
  return { sql: `(${passing.map(([, sql]) => sql).join(' OR ')})`, args: [] }
}
