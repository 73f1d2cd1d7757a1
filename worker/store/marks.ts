import type { Database } from './database.ts'

/** What tells whether an answer made before still stands. */
export type Marks = {
  /** The change feed's number: where it is the same, no resource, evaluation or counter changed. */
  readonly seq: string
  /** When the last run of any connector ended: whoever waits for one must see all that it wrote. */
  readonly ended: string
  /** Writes through this handle: whoever changes something must see it. */
  readonly written: number
}

export async function readMarks(db: Database): Promise<Marks> {
  const { rows } = await db.client.execute(
    `SELECT (SELECT value FROM meta WHERE key = 'seq') AS seq, (SELECT max(lastRun) FROM connectors) AS ended`,
  )
  return { seq: String(rows[0]?.seq), ended: String(rows[0]?.ended), written: db.written() }
}

/** Whether nothing but runs under way wrote between the two. */
export const areNear = (a: Marks, b: Marks): boolean => a.ended === b.ended && a.written === b.written
