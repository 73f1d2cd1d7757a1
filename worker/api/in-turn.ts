import type { Database } from '../store/database.ts'

/** What is done last, or will be. */
const last = new WeakMap<Database, Promise<unknown>>()

/**
 * Does one change of users, roles and their tokens after another: what was read and checked before (that somebody can
 * still administer, that a user is not disabled) holds until it is written.
 */
export function inTurn<T>(database: Database, change: () => Promise<T>): Promise<T> {
  const mine = (last.get(database) ?? Promise.resolve()).then(change)
  last.set(
    database,
    mine.catch(() => undefined),
  )
  return mine
}
