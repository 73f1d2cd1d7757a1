import type { Run, RunError, RunState } from '../../../shared/run.ts'
import type { Database } from '../database.ts'
import { toRun } from '../runs.ts'
import { all, equal } from './where.ts'

type Filter = { readonly connector?: string | undefined; readonly state?: RunState | undefined }
type Page = { readonly page: number; readonly pageSize: number }

const from = 'FROM runs JOIN connectors ON connectors.no = runs.connector'
const columns = 'runs.*, connectors.id AS "connectorId"'

/** Runs, newest first. */
export async function listRuns(
  db: Database,
  { connector, state }: Filter,
  { page, pageSize }: Page,
): Promise<{ readonly items: readonly Run[]; readonly total: number }> {
  const { sql, args } = all(equal('connectors.id', connector), equal('runs.state', state))
  const [found, counted] = await Promise.all([
    db.client.execute({
      sql: `SELECT ${columns} ${from} WHERE ${sql} ORDER BY runs.queued DESC, runs.id LIMIT ? OFFSET ?`,
      args: [...args, pageSize, (page - 1) * pageSize],
    }),
    db.client.execute({ sql: `SELECT count(*) AS total ${from} WHERE ${sql}`, args: [...args] }),
  ])
  return { items: found.rows.map(toRun), total: Number(counted.rows[0]?.total ?? 0) }
}

/** Runs of a connector that have not ended. */
export async function openRuns(db: Database, connectorId: string): Promise<readonly Run[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} ${from} WHERE connectors.id = ? AND runs.state IN ('queued', 'running')`,
    args: [connectorId],
  })
  return rows.map(toRun)
}

/** What failed during a run, most frequent first. */
export async function listRunErrors(db: Database, run: string): Promise<readonly RunError[]> {
  const { rows } = await db.client.execute({
    sql: 'SELECT * FROM run_errors WHERE run = ? ORDER BY count DESC, type, region, operation LIMIT 5000',
    args: [run],
  })
  return rows.map((row) => ({
    type: String(row.type),
    region: String(row.region),
    operation: String(row.operation),
    ...(row.permission ? { permission: String(row.permission) } : {}),
    reason: String(row.reason),
    count: Number(row.count),
  }))
}
