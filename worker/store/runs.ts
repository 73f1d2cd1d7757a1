import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import type { Run } from '../../shared/run.ts'
import type { Database, Statement } from './database.ts'

/** The figures of a run that change while it is under way. */
export type RunChange = Partial<Omit<Run, 'id' | 'connectorId' | 'trigger' | 'queued'>>

const select = `SELECT runs.*, connectors.id AS connectorId FROM runs JOIN connectors ON connectors.no = runs.connector`

/**
 * Queues a run of a connector and answers it; where one is queued or running already, that one. `undefined` when there
 * is no such connector.
 */
export async function queueRun(
  db: Database,
  connectorId: string,
  { trigger, now }: { readonly trigger: Run['trigger']; readonly now: Date },
): Promise<Run | undefined> {
  const [, found] = await db.write([
    {
      sql: `INSERT INTO runs (id, connector, state, trigger, queued)
            SELECT ?, no, 'queued', ?, ? FROM connectors WHERE id = ?
            AND NOT EXISTS (SELECT 1 FROM runs WHERE connector = no AND state IN ('queued', 'running'))`,
      args: [randomUUID(), trigger, now.toISOString(), connectorId],
    },
    { sql: `${select} WHERE connectors.id = ? AND runs.state IN ('queued', 'running') LIMIT 1`, args: [connectorId] },
  ])
  return found?.rows[0] && toRun(found.rows[0])
}

export async function findRun(db: Database, id: string): Promise<Run | undefined> {
  const { rows } = await db.client.execute({ sql: `${select} WHERE runs.id = ?`, args: [id] })
  return rows[0] && toRun(rows[0])
}

/** Runs that are queued or running, oldest first. */
export async function openRuns(db: Database): Promise<readonly Run[]> {
  const { rows } = await db.client.execute(
    `${select} WHERE runs.state IN ('queued', 'running') ORDER BY queued, runs.id`,
  )
  return rows.map(toRun)
}

/** Writes what changed of a run. A run that has ended is not changed any more. */
export function changeRun(id: string, change: RunChange): Statement {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined)
  return {
    sql: `UPDATE runs SET ${entries.map(([column]) => `${column} = ?`).join(', ')}
          WHERE id = ? AND state IN ('queued', 'running')`,
    args: [...entries.map(([, value]) => value), id],
  }
}

/** Forgets the runs of a connector but the last ones: a hundred are two weeks at the usual frequency. */
export const forgetOldRuns = (connector: number): Statement => ({
  sql: `DELETE FROM runs WHERE connector = :connector AND state NOT IN ('queued', 'running') AND id NOT IN
          (SELECT id FROM runs WHERE connector = :connector ORDER BY queued DESC LIMIT 100)`,
  args: { connector },
})

export const toRun = (row: Row): Run => ({
  id: String(row.id),
  connectorId: String(row.connectorId),
  state: row.state as Run['state'],
  trigger: row.trigger as Run['trigger'],
  queued: String(row.queued),
  ...(row.started ? { started: String(row.started) } : {}),
  ...(row.ended ? { ended: String(row.ended) } : {}),
  ...(row.step && !row.ended ? { step: String(row.step) } : {}),
  ...(row.reason ? { reason: String(row.reason) } : {}),
  shards: Number(row.shards),
  shardsDone: Number(row.shardsDone),
  resources: Number(row.resources),
  evaluations: Number(row.evaluations),
  apiCalls: Number(row.apiCalls),
  written: Number(row.written),
  errors: Number(row.errors),
})
