import type { InValue } from '@libsql/client'
import type { DateRange } from '../../../shared/date-range.ts'

/** A part of a WHERE clause with its arguments. */
export type Condition = { readonly sql: string; readonly args: readonly InValue[] }

/** All of the conditions that are there, as one. */
export function all(...conditions: readonly (Condition | undefined)[]): Condition {
  const there = conditions.filter((condition) => condition !== undefined)
  if (there.length === 0) return { sql: 'true', args: [] }
  return { sql: there.map(({ sql }) => sql).join(' AND '), args: there.flatMap(({ args }) => args) }
}

/** One of the conditions that are there. */
export function any(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const there = conditions.filter((condition) => condition !== undefined)
  if (there.length < 2) return there[0]
  return { sql: `(${there.map(({ sql }) => `(${sql})`).join(' OR ')})`, args: there.flatMap(({ args }) => args) }
}

export const equal = (column: string, value: InValue | undefined): Condition | undefined =>
  value === undefined ? undefined : { sql: `${column} = ?`, args: [value] }

/** One of the values; none where the list is empty, any where there is no list. */
export const oneOf = (column: string, values: readonly (string | number)[] | undefined): Condition | undefined =>
  values && { sql: `${column} IN (SELECT value FROM json_each(?))`, args: [JSON.stringify(values)] }

/** From the range's first instant up to its end, which is not part of it. */
export function within(column: string, range: DateRange | undefined): Condition | undefined {
  if (range?.from === undefined && range?.to === undefined) return undefined
  return all(
    range.from === undefined ? undefined : { sql: `${column} >= ?`, args: [range.from] },
    range.to === undefined ? undefined : { sql: `${column} < ?`, args: [range.to] },
  )
}

/** Part of the name or of the id, without regard to the case of Latin letters. */
export function contains(columns: readonly string[], text: string | undefined): Condition | undefined {
  if (!text) return undefined
  const escaped = text.replace(/[\\%_]/g, '\\$&')
  // Without an escape SQLite compares faster.
  const like = escaped === text ? 'LIKE ?' : `LIKE ? ESCAPE '\\'`
  return {
    sql: `(${columns.map((column) => `${column} ${like}`).join(' OR ')})`,
    args: columns.map(() => `%${escaped}%`),
  }
}
