import type { Database, Statement } from '../database.ts'

/** From where on changes are told. `run`: end of the last run that was looked at. */
export type Look = {
  readonly seq: number
  readonly since: string
  readonly run?: string | undefined
  readonly state?: string | undefined
}

/** A connector as far as a look needs it. */
export type LookedAt = {
  readonly no: number
  readonly name: string
  readonly account: string | undefined
  readonly created: string
  readonly state: string
  readonly reason: string | undefined
  readonly lastRun: string | undefined
  /** Absent before the first look. */
  readonly look?: Look
}

export type Marks = {
  /** Where looking began. */
  readonly begin: Look
  /** Last step of an exception, and the last report run, that were looked at. */
  readonly exceptions: number
  readonly reports: string
}

/** Notes that changes count from now on, where they did not before. */
export const beginLooking = (now: Date): readonly Statement[] => [
  {
    sql: `INSERT INTO notification_marks (name, value) SELECT 'begin', json_object('seq', value + 0, 'since', :now)
          FROM meta WHERE key = 'seq' ON CONFLICT DO NOTHING`,
    args: { now: now.toISOString() },
  },
  `INSERT INTO notification_marks (name, value) SELECT 'exceptions', coalesce(max(no), 0) FROM exception_changes
   WHERE true ON CONFLICT DO NOTHING`,
  {
    sql: `INSERT INTO notification_marks (name, value) VALUES ('reports', ?) ON CONFLICT DO NOTHING`,
    args: [now.toISOString()],
  },
]

/** Forgets all marks: nobody wants to be told of anything. */
export async function stopLooking(db: Database): Promise<void> {
  const { rows } = await db.client.execute('SELECT 1 FROM notification_marks LIMIT 1')
  if (rows.length > 0) await db.write(['DELETE FROM notification_looks', 'DELETE FROM notification_marks'])
}

export async function readMarks(db: Database): Promise<Marks | undefined> {
  const { rows } = await db.client.execute('SELECT name, value FROM notification_marks')
  const marks = new Map(rows.map(({ name, value }) => [String(name), String(value)]))
  const begin = marks.get('begin')
  if (begin === undefined) return undefined
  return {
    begin: JSON.parse(begin) as Look,
    exceptions: Number(marks.get('exceptions') ?? 0),
    reports: marks.get('reports') ?? '',
  }
}

export const setMark = (name: 'exceptions' | 'reports', value: string | number): Statement => ({
  sql: 'UPDATE notification_marks SET value = ? WHERE name = ?',
  args: [value, name],
})

/** All connectors with their last looks. */
export async function readLooks(db: Database): Promise<readonly LookedAt[]> {
  const { rows } = await db.client.execute(
    `SELECT c.no, c.name, c.account, c.created, c.state, c.stateReason, c.lastRun, l.seq, l.since, l.run, l.state AS told
     FROM connectors c LEFT JOIN notification_looks l ON l.connector = c.no ORDER BY c.no`,
  )
  return rows.map((row) => ({
    no: Number(row.no),
    name: String(row.name),
    account: textOf(row.account),
    created: String(row.created),
    state: String(row.state),
    reason: textOf(row.stateReason),
    lastRun: textOf(row.lastRun),
    ...(row.seq === null
      ? {}
      : {
          look: { seq: Number(row.seq), since: String(row.since), run: textOf(row.run), state: textOf(row.told) },
        }),
  }))
}

const textOf = (value: unknown): string | undefined => (value === null ? undefined : String(value))

export const setLook = (connector: number, { seq, since, run, state }: Look): Statement => ({
  sql: `INSERT INTO notification_looks (connector, seq, since, run, state)
        SELECT :connector, :seq, :since, :run, :state WHERE EXISTS (SELECT 1 FROM notification_marks)
        ON CONFLICT (connector) DO UPDATE SET seq = :seq, since = :since, run = :run, state = :state`,
  args: { connector, seq, since, run: run ?? null, state: state ?? null },
})
