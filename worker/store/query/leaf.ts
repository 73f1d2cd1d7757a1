import type { InValue } from '@libsql/client'
import { toNumber } from '../../../shared/query/passes.ts'
import type { Bound, Test } from '../../../shared/query/query.ts'
import { fold } from '../../../shared/query/token.ts'
import type { Condition } from '../lists/where.ts'

/** A test that a value can pass; that there is none is asked apart. */
export type ValueTest = Exclude<Test, { readonly is: 'null' }>

export const never: Condition = { sql: '0', args: [] }

/** A test on an expression that is text, or NULL: then the answer is NULL. `lower` is that of A to Z, as in `passes`. */
export function textIs(value: string, test: ValueTest): Condition {
  const on = (sql: string, ...args: InValue[]): Condition => ({ sql, args })
  switch (test.is) {
    case 'equal':
      return on(`lower(${value}) = ?`, fold(String(test.value)))
    case 'contains':
      return on(`instr(lower(${value}), ?) > 0`, fold(test.text))
    case 'prefix':
      return on(`substr(lower(${value}), 1, ?) = ?`, [...test.text].length, fold(test.text))
    case 'suffix':
      return test.text === ''
        ? on(`${value} IS NOT NULL`)
        : on(`substr(lower(${value}), ?) = ?`, -[...test.text].length, fold(test.text))
    case 'range':
      return within(value, test, 'string')
  }
}

/** The same of a number. */
export function numberIs(value: string, test: ValueTest): Condition {
  if (test.is === 'range') return within(value, test, 'number')
  const number = test.is === 'equal' ? toNumber(test.value) : undefined
  return number === undefined ? never : { sql: `${value} = ?`, args: [number] }
}

/** The same of a truth, kept as 0 or 1. */
export function truthIs(value: string, test: ValueTest): Condition {
  const word = test.is === 'equal' ? fold(String(test.value)) : ''
  if (word !== 'true' && word !== 'false') return never
  return { sql: `${value} = ?`, args: [word === 'true' ? 1 : 0] }
}

function within(
  value: string,
  { from, to }: Extract<Test, { readonly is: 'range' }>,
  type: 'string' | 'number',
): Condition {
  const parts = [side(value, '>', from, type), side(value, '<', to, type)].filter((part) => part !== undefined)
  if (parts.length === 0) return { sql: `${value} IS NOT NULL`, args: [] }
  return { sql: `(${parts.map(({ sql }) => sql).join(' AND ')})`, args: parts.flatMap(({ args }) => args) }
}

function side(
  value: string,
  sign: '>' | '<',
  bound: Bound | undefined,
  type: 'string' | 'number',
): Condition | undefined {
  if (!bound) return undefined
  if (typeof bound.value !== type) return never
  return { sql: `${value} ${sign}${bound.isInclusive ? '=' : ''} ?`, args: [bound.value] }
}
