import { toNumber } from '../../../shared/query/passes.ts'
import type { Query, Test } from '../../../shared/query/query.ts'
import { fold } from '../../../shared/query/token.ts'
import { type Condition, contains } from '../lists/where.ts'
import { never, numberIs, textIs, type ValueTest } from './leaf.ts'
import type { Scope } from './to-condition.ts'

/** A test on a field of a configuration, or of the element that the query stands in. */
export function configTest(token: string, asked: Test, scope: Scope): Condition {
  if (asked.is !== 'null') {
    const found = configExists(token, scope, (name) => atomIs(name, asked))
    return scope.element ? found : sieved('r.config', textOf(asked), found)
  }
  const there = configExists(token, scope, (name) => ({ sql: `${name}.type NOT IN ('null', 'array')`, args: [] }))
  return { sql: `NOT ${there.sql}`, args: there.args }
}

/**
 * Whether some value at the token's path is so: what stands there or, where it is a list, one of its elements; and so for every
 * step of the path. `of` makes the condition on a row of `json_each` that is called `name`.
 */
export function configExists(token: string, scope: Scope, of: (name: string) => Condition): Condition {
  const { json, path } = start(token, scope)
  const names = path.map(() => `j${++scope.names.last}`)
  const steps = path.map((field, index) =>
    step(index === 0 ? json : objectOf(names[index - 1] ?? ''), field, names[index] ?? ''),
  )
  const { sql, args } = of(names.at(-1) ?? '')
  const exists = `EXISTS (SELECT 1 FROM ${steps.map((one) => one.sql).join(' CROSS JOIN ')} WHERE ${sql})`
  const found = { sql: exists, args: [...steps.flatMap((one) => one.args), ...args] }
  // Most resources have no such field: that is seen without reading their JSON.
  return json === 'r.config' ? sieved(json, [`"${path[0]}"`], found) : found
}

/** A condition on elements of a column of JSON that must pass all of a query at once: most rows lack one of its texts. */
export const sievedElements = (column: string, of: Query, found: Condition): Condition =>
  sieved(column, textsOf(of), found)

function textsOf(query: Query): readonly string[] {
  if (query.kind === 'and') return query.of.flatMap(textsOf)
  if (query.kind === 'nested') return textsOf(query.of)
  return query.kind === 'test' && query.test.is !== 'null' ? textOf(query.test) : []
}

/** Texts that stand somewhere in the JSON of all that match, as `JSON.stringify` wrote it: that is seen without reading it. */
function sieved(column: string, texts: readonly string[], { sql, args }: Condition): Condition {
  const sieves = [...new Set(texts)].map((text) => contains([column], text)).filter((one) => one !== undefined)
  return {
    sql: `(${[...sieves.map((one) => one.sql), sql].join(' AND ')})`,
    args: [...sieves.flatMap((one) => one.args), ...args],
  }
}

/** The text that a value must hold, be it text or a number; none where a number can be written in several ways. */
function textOf(asked: ValueTest): readonly string[] {
  if (asked.is === 'range') return []
  if (asked.is !== 'equal') return [jsonOf(asked.text)]
  const [text, number] = [String(asked.value), toNumber(asked.value)]
  return number === undefined || String(number) === text ? [jsonOf(text)] : []
}

const jsonOf = (text: string) => JSON.stringify(text).slice(1, -1)

function start(token: string, { element }: Scope): { readonly json: string; readonly path: readonly string[] } {
  if (element && token.startsWith(element.prefix))
    return { json: element.json, path: token.slice(element.prefix.length).split('.') }
  return { json: 'r.config', path: token.slice('config.'.length).split('.') }
}

/** The value of a row of `json_each` where it is an object; text of any other kind is no JSON. */
export const objectOf = (name: string): string => `iif(${name}.type = 'object', ${name}.value, NULL)`

function step(json: string, field: string, name: string): Condition {
  const path = `$."${field}"`
  return {
    sql: `json_each(iif(json_type(${json}, ?) = 'array', ${json} -> ?, '[' || (${json} -> ?) || ']')) ${name}`,
    args: [path, path, path],
  }
}

/** A test on a row of `json_each`: numbers, truths and texts each in their own way, as `passes` has it. */
function atomIs(name: string, asked: ValueTest): Condition {
  const atom = `${name}.atom`
  const parts = [
    typed(`${name}.type = 'text'`, textIs(atom, asked)),
    typed(`${name}.type IN ('integer', 'real')`, isNumeric(asked) ? numberIs(atom, asked) : never),
    asked.is === 'equal'
      ? { sql: `(${name}.type IN ('true', 'false') AND ${name}.type = ?)`, args: [fold(String(asked.value))] }
      : never,
  ].filter((part) => part !== never)
  return { sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`, args: parts.flatMap(({ args }) => args) }
}

const isNumeric = (asked: ValueTest) =>
  asked.is === 'range' || (asked.is === 'equal' && toNumber(asked.value) !== undefined)

const typed = (type: string, { sql, args }: Condition): Condition =>
  sql === never.sql ? never : { sql: `(${type} AND ${sql})`, args }
