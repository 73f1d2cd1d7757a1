import type { Database } from '../database.ts'
import { cidsOf } from './runs.ts'

/** Runs of a report that are kept, of those that succeeded. */
export const keptRuns = 24

/** Rows that one batch removes. */
const batch = 1000
/** Resources whose names one batch may remove: each is looked for among the results of every control. */
const nameBatch = 100

/** Forgets the runs of a report beyond the last 24 that succeeded, and results that no kept run has. */
export async function pruneRuns(db: Database, report: number): Promise<void> {
  const { rows } = await db.client.execute({
    sql: `SELECT no FROM report_runs WHERE report = ? AND state = 'succeeded' ORDER BY no DESC LIMIT 1 OFFSET ${keptRuns - 1}`,
    args: [report],
  })
  if (!rows[0]) return
  const oldest = Number(rows[0].no)
  const cids = JSON.stringify(await cidsOf(db, report))
  for (
    let rids = await removeEnded(db, report, oldest);
    rids.length > 0;
    rids = await removeEnded(db, report, oldest)
  ) {
    await removeNames(db, report, cids, rids)
  }
  await db.write([
    { sql: 'DELETE FROM report_resources WHERE report = ? AND "to" <= ? AND "to" IS NOT NULL', args: [report, oldest] },
    { sql: 'DELETE FROM report_runs WHERE report = ? AND no < ?', args: [report, oldest] },
  ])
}

async function removeEnded(db: Database, report: number, oldest: number): Promise<readonly number[]> {
  const [removed] = await db.write([
    {
      sql: `DELETE FROM report_results WHERE rowid IN (SELECT rowid FROM report_results
              WHERE report = ? AND "to" <= ? AND "to" IS NOT NULL LIMIT ${batch}) RETURNING rid`,
      args: [report, oldest],
    },
  ])
  return [...new Set((removed?.rows ?? []).map(({ rid }) => Number(rid)))]
}

/** Names of resources without any result left. */
async function removeNames(db: Database, report: number, cids: string, rids: readonly number[]): Promise<void> {
  for (let start = 0; start < rids.length; start += nameBatch) {
    await db.write([
      {
        sql: `DELETE FROM report_resources AS n WHERE report = :report AND rid IN (SELECT value FROM json_each(:rids))
              AND NOT EXISTS (SELECT 1 FROM json_each(:cids) c CROSS JOIN report_results o
                ON o.report = :report AND o.cid = c.value AND o.rid = n.rid)`,
        args: { report, cids, rids: JSON.stringify(rids.slice(start, start + nameBatch)) },
      },
    ])
  }
}

/** Removes what is left of reports that were removed, in small batches; the reports themselves last. */
export async function sweepReports(db: Database): Promise<void> {
  const { rows } = await db.client.execute('SELECT no FROM reports WHERE removed')
  for (const { no } of rows) {
    for (const table of ['report_results', 'report_resources']) await empty(db, table, Number(no))
    await db.write([{ sql: 'DELETE FROM reports WHERE no = ?', args: [Number(no)] }])
  }
}

async function empty(db: Database, table: string, report: number): Promise<void> {
  for (let removed = batch; removed === batch; ) {
    const [result] = await db.write([
      {
        sql: `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE report = ? LIMIT ${batch})`,
        args: [report],
      },
    ])
    removed = result?.rowsAffected ?? 0
  }
}
