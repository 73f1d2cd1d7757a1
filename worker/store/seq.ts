import { sql } from 'drizzle-orm'
import type { Database } from './database.ts'

/**
 * First statement of every batch that writes rows of the change feed: takes the next number. Batches commit one after
 * another, so that numbers grow in the order of commits and a reader that has seen one has seen all before it.
 */
export const takeSeq = `UPDATE meta SET value = value + 1 WHERE key = 'seq'`

/** The last number that was given out. */
export async function readSeq(db: Database): Promise<number> {
  const { rows } = await db.client.execute(`SELECT value FROM meta WHERE key = 'seq'`)
  return Number(rows[0]?.value ?? 0)
}

/** The number that the batch took, for raw statements and for drizzle's. */
export const seqText = `(SELECT value + 0 FROM meta WHERE key = 'seq')`
export const seq = sql.raw(seqText)
