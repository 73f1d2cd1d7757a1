import type { Database } from '../database.ts'
import { applyExceptions } from './apply.ts'
import { snapshotText } from './columns.ts'

/** Exceptions that end in one batch. */
const batch = 500

/**
 * Ends the exceptions whose end has come, and brings the evaluations into line with them and with every change that was
 * not carried through because the worker stopped. Costs two looks into indexes when there is nothing to do.
 */
export async function settleExceptions(db: Database, now: Date): Promise<void> {
  while (await expire(db, now.toISOString()));
  const { rows } = await db.client.execute('SELECT DISTINCT cid FROM exceptions WHERE applied = 0')
  if (rows.length > 0) await applyExceptions(db, { now, cids: rows.map(({ cid }) => Number(cid)) })
}

/** Whether there may be more. */
async function expire(db: Database, now: string): Promise<boolean> {
  const due = `state = 'active' AND ends <= :now ORDER BY ends, no LIMIT ${batch}`
  const { rows } = await db.client.execute({ sql: `SELECT no FROM exceptions WHERE ${due}`, args: { now } })
  if (rows.length === 0) return false
  const nos = JSON.stringify(rows.map(({ no }) => Number(no)))
  const some = `no IN (SELECT value FROM json_each(:nos)) AND state = 'active' AND ends <= :now`
  await db.write([
    {
      sql: `INSERT INTO exception_changes (exception, at, action, before, after)
            SELECT no, :now, 'expired', ${snapshotText('state')}, ${snapshotText(`'expired'`)} FROM exceptions WHERE ${some}`,
      args: { now, nos },
    },
    { sql: `UPDATE exceptions SET state = 'expired', updated = :now, applied = 0 WHERE ${some}`, args: { now, nos } },
  ])
  return rows.length === batch
}
