import { type Change, changes } from '../../../shared/report.ts'
import type { Database } from '../database.ts'
import { holds } from './rows.ts'

export const noChange: Change = { newlyFailing: 0, stillFailing: 0, fixed: 0, excepted: 0, unknown: 0, gone: 0 }

export const addChange = (a: Change, b: Change): Change =>
  Object.fromEntries(changes.map((name) => [name, a[name] + b[name]])) as Change

type Comparison = {
  readonly report: number
  readonly cid: number
  /** Numbers of two runs of the report that succeeded. */
  readonly before: number
  readonly after: number
}

/** Failing results that one statement looks at. */
const batch = 2000
const end = Number.MAX_SAFE_INTEGER

/** How the failing resources of a control changed between two runs; both may be any that are kept. */
export async function compareControl(db: Database, comparison: Comparison): Promise<Change> {
  let change = noChange
  for (let low = 0; low < end; ) {
    const high = await highOf(db, comparison, low)
    change = addChange(change, await compareBatch(db, comparison, low, high))
    low = high
    await new Promise(setImmediate)
  }
  return change
}

async function highOf(db: Database, { report, cid }: Comparison, low: number): Promise<number> {
  const { rows } = await db.client.execute({
    sql: `SELECT rid FROM report_results WHERE report = ? AND cid = ? AND outcome = 1 AND rid > ?
          ORDER BY rid LIMIT 1 OFFSET ${batch}`,
    args: [report, cid, low],
  })
  return Number(rows[0]?.rid ?? end)
}

/** By outcome now; the last is of those that have none any more. */
const fates = ['fixed', 'stillFailing', 'unknown', 'excepted', 'gone'] as const

const failing = `report = :report AND cid = :cid AND outcome = 1 AND rid > :low AND rid <= :high`

async function compareBatch(db: Database, comparison: Comparison, low: number, high: number): Promise<Change> {
  const { rows } = await db.client.execute({
    sql: `WITH was AS MATERIALIZED (SELECT rid FROM report_results r WHERE ${failing} AND ${holds('r', 'before')})
          SELECT coalesce(n.outcome, 4) AS fate, count(*) AS n FROM was LEFT JOIN report_results n
            ON n.report = :report AND n.cid = :cid AND n.rid = was.rid AND ${holds('n', 'after')} GROUP BY fate
          UNION ALL
          SELECT -1, count(*) FROM report_results r WHERE ${failing} AND ${holds('r', 'after')}`,
    args: { ...comparison, low, high },
  })
  const counts = new Map(rows.map(({ fate, n }) => [Number(fate), Number(n)]))
  const found = Object.fromEntries(fates.map((name, fate) => [name, counts.get(fate) ?? 0])) as Omit<
    Change,
    'newlyFailing'
  >
  return { ...found, newlyFailing: (counts.get(-1) ?? 0) - found.stillFailing }
}
