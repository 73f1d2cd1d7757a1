import { sql } from 'drizzle-orm'

/**
 * First statement of every batch that writes rows of the change feed: takes the next number. Batches commit one after
 * another, so that numbers grow in the order of commits and a reader that has seen one has seen all before it.
 */
export const takeSeq = `UPDATE meta SET value = value + 1 WHERE key = 'seq'`

/** The number that the batch took, for raw statements and for drizzle's. */
export const seqText = `(SELECT value + 0 FROM meta WHERE key = 'seq')`
export const seq = sql.raw(seqText)
