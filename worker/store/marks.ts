import type { Database } from './database.ts'

/** What tells whether an answer made before still stands. */
export type Marks = {
  /** The change feed's number: where it is the same, no resource, evaluation or counter changed. */
  readonly seq: string
  /** The number of the last change of a connector, as the end of a run is one: who waits for it must see all that it wrote. */
  readonly connectors: string
  /** Writes through this handle: whoever changes something must see it. */
  readonly written: number
}

export async function readMarks(db: Database): Promise<Marks> {
  const { rows } = await db.client.execute(
    `SELECT (SELECT value FROM meta WHERE key = 'seq') AS seq, (SELECT max(seq) FROM connectors) AS connectors`,
  )
  return { seq: String(rows[0]?.seq), connectors: String(rows[0]?.connectors), written: db.written() }
}

/** Whether nothing but runs under way wrote between the two. */
export const areNear = (a: Marks, b: Marks): boolean => a.connectors === b.connectors && a.written === b.written
