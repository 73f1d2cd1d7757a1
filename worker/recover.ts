import type { Database } from './store/database.ts'
import { changeRun, openRuns, queueRun } from './store/runs.ts'
import { seqText, takeSeq } from './store/seq.ts'

const interrupted =
  'The worker was stopped in the middle of this run. What it had stored is kept, and it was queued again.'

/**
 * Puts right what an end without farewell left behind: runs under way are marked as failed and queued again, connectors
 * that claim to be refreshing are set back. Answers the runs that wait, as jobs.
 */
export async function recover(
  db: Database,
  now: Date,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const running = (await openRuns(db)).filter(({ state }) => state === 'running')
  for (const { id } of running)
    await db.write([changeRun(id, { state: 'failed', ended: now.toISOString(), reason: interrupted })])
  const { rows } = await db.client.execute(`SELECT count(*) AS stuck FROM connectors WHERE state = 'Refreshing'`)
  if (Number(rows[0]?.stuck) > 0) {
    await db.write([
      takeSeq,
      `UPDATE connectors SET state = iif(lastRun IS NULL, 'Pending', 'Online'), seq = ${seqText} WHERE state = 'Refreshing'`,
    ])
  }
  for (const { connectorId, trigger } of running) await queueRun(db, connectorId, { trigger, now })
  return (await openRuns(db)).map(({ id, connectorId }) => ({ id, key: connectorId }))
}
