import { outcomes } from '../../shared/evaluation.ts'
import type { Database } from './database.ts'

/** Days that snapshots are kept. */
const kept = 400
const [hour, dayLength] = [3_600_000, 86_400_000]

const dayOf = (time: Date | number) => new Date(time).toISOString().slice(0, 10)

/**
 * Copies today's counters of the connectors that have none of today, or had a run since, or whose are an hour old. What has
 * never been run has nothing to be told of.
 */
export async function takeSnapshots(db: Database, now: Date): Promise<void> {
  const today = dayOf(now)
  const { rows } = await db.client.execute({
    sql: `SELECT k.no FROM connectors k LEFT JOIN snapshot_days s ON s.connector = k.no AND s.day = :today
          WHERE k.lastRun IS NOT NULL AND (s.at IS NULL OR s.at < :old OR k.lastRun > s.at)`,
    args: { today, old: new Date(now.getTime() - hour).toISOString() },
  })
  if (rows.length === 0) return
  const args = {
    ...{ today, at: now.toISOString(), before: dayOf(now.getTime() - kept * dayLength) },
    connectors: JSON.stringify(rows.map(({ no }) => Number(no))),
  }
  await db.write(statements.map((sql) => ({ sql, args: ownArgs(sql, args) })))
}

const own = 'connector IN (SELECT value FROM json_each(:connectors))'

const statements = [
  ...['resource_snapshots', 'evaluation_snapshots', 'snapshot_days'].map(
    (table) => `DELETE FROM ${table} WHERE ${own} AND (day = :today OR day < :before)`,
  ),
  `INSERT INTO snapshot_days (connector, day, at) SELECT value, :today, :at FROM json_each(:connectors)`,
  `INSERT INTO resource_snapshots (connector, day, type, count, failing)
   SELECT connector, :today, type, sum(count), sum(failing) FROM resource_counters WHERE ${own} AND count > 0
   GROUP BY connector, type`,
  `INSERT INTO evaluation_snapshots (connector, day, cid, outcome, count, criticality)
   SELECT c.connector, :today, c.cid, c.result, sum(c.count), controls.criticality
   FROM counters c JOIN controls ON controls.cid = c.cid WHERE c.${own} AND c.count > 0
   GROUP BY c.connector, c.cid, c.result`,
]

/** The driver refuses arguments that a statement does not name. */
const ownArgs = (sql: string, args: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(args).filter(([name]) => sql.includes(`:${name}`)))

/** One group of a day: how many there were, and how many of them failed. */
export type TrendGroup = { readonly value: string; readonly count: number; readonly failing: number }
export type TrendDay = { readonly day: string; readonly groups: readonly TrendGroup[] }

/** What is told of each day. */
export const trendGroups = ['type', 'outcome', 'criticality'] as const
export type TrendGrouping = (typeof trendGroups)[number]

export type TrendFilter = {
  readonly groupBy: TrendGrouping
  /** First and last day, YYYY-MM-DD; all there are where absent. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Numbers of connectors; all where absent. */
  readonly connectors?: readonly number[] | undefined
}

const sources: Readonly<Record<TrendGrouping, string>> = {
  type: 'SELECT day, type AS value, sum(count) AS count, sum(failing) AS failing FROM resource_snapshots',
  outcome: `SELECT day, outcome AS value, sum(count) AS count, sum(iif(outcome = 1, count, 0)) AS failing
            FROM evaluation_snapshots`,
  criticality: `SELECT day, criticality AS value, sum(count) AS count, sum(iif(outcome = 1, count, 0)) AS failing
                FROM evaluation_snapshots`,
}

/** Days that are read together, in some milliseconds. */
const together = 5

/** The days with a snapshot, oldest first; days without one are left out. */
export async function readTrend(db: Database, filter: TrendFilter): Promise<readonly TrendDay[]> {
  const { groupBy, from = '', to = '9', connectors } = filter
  const all = await db.client.execute('SELECT no FROM connectors')
  const numbers = JSON.stringify(connectors ?? all.rows.map(({ no }) => Number(no)))
  const { rows } = await db.client.execute({
    sql: `SELECT DISTINCT day FROM snapshot_days WHERE ${own} AND day >= :from AND day <= :to ORDER BY day`,
    args: { connectors: numbers, from, to },
  })
  const days = rows.map(({ day }) => String(day))
  const trend: TrendDay[] = []
  for (let start = 0; start < days.length; start += together) {
    const some = days.slice(start, start + together)
    trend.push(...(await readDays(db, sources[groupBy], some, numbers)))
    await new Promise(setImmediate)
  }
  return trend
}

async function readDays(db: Database, source: string, days: readonly string[], connectors: string) {
  const { rows } = await db.client.execute({
    sql: `${source} WHERE ${own} AND day >= :first AND day <= :last GROUP BY day, value ORDER BY day, value`,
    args: { connectors, first: days[0] ?? '', last: days.at(-1) ?? '' },
  })
  return days.map((day) => ({
    day,
    groups: rows
      .filter((row) => row.day === day)
      .map(({ value, count, failing }) => ({
        value: typeof value === 'number' ? (outcomes[value] ?? 'UNKNOWN') : String(value),
        count: Number(count),
        failing: Number(failing),
      })),
  }))
}
