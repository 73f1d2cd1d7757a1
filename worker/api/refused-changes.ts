import type { Database } from '../store/database.ts'

/** Refused changes of somebody that leave a row each in an hour; of more, each kind has one row that counts them. */
const enough = 30
const hour = 3_600_000
/** People and programs that are kept in mind. */
const most = 10_000

type Hour = { readonly since: number; count: number; readonly rows: Map<string, Promise<number>> }

const known = new WeakMap<Database, Map<string, Hour>>()

/**
 * Counts a refused change of somebody. Once they have had enough of them within the hour, answers the rows that count on,
 * by kind: whoever hammers at the API must not fill the disk, nor bury what others did.
 */
export function rowsOfMany(database: Database, who: string, now: number): Hour['rows'] | undefined {
  const hours = known.get(database) ?? new Map<string, Hour>()
  known.set(database, hours)
  const last = hours.get(who)
  const current = last && now - last.since < hour ? last : { since: now, count: 0, rows: new Map() }
  if (hours.size >= most) hours.clear()
  hours.set(who, current)
  current.count++
  return current.count > enough ? current.rows : undefined
}
