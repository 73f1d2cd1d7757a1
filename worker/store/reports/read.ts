import type { Row } from '@libsql/client'
import type { Mandate } from '../../../shared/mandate.ts'
import type { Report } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { listPolicies } from '../lists/controls.ts'
import { runColumns, toRun } from './rows.ts'
import { toStored } from './stored.ts'
import { findSubject } from './subject.ts'

/** All reports with the figures of their last runs, by title. They are few: lists filter them in memory. */
export const listReports = async (db: Database, mandates: readonly Mandate[]): Promise<readonly Report[]> =>
  readReports(db, mandates, undefined)

export async function readReport(db: Database, mandates: readonly Mandate[], no: number): Promise<Report | undefined> {
  const [report] = await readReports(db, mandates, no)
  return report
}

async function readReports(
  db: Database,
  mandates: readonly Mandate[],
  no: number | undefined,
): Promise<readonly Report[]> {
  const [reports, runs, connectors, policies] = await Promise.all([
    db.client.execute({
      sql: `SELECT * FROM reports WHERE NOT removed AND no = coalesce(?, no) ORDER BY title COLLATE NOCASE, no`,
      args: [no ?? null],
    }),
    db.client.execute({
      sql: `SELECT ${runColumns} FROM report_runs run WHERE no IN (
              SELECT max(no) FROM report_runs WHERE report = coalesce(:no, report) AND state = 'succeeded' GROUP BY report
              UNION ALL
              SELECT max(no) FROM report_runs WHERE report = coalesce(:no, report) AND state IN ('queued', 'running')
                GROUP BY report)`,
      args: { no: no ?? null },
    }),
    db.client.execute('SELECT id, name, cloud, retired FROM connectors'),
    listPolicies(db),
  ])
  const known = { runs: runs.rows.map(toRun), connectors: connectors.rows, mandates, policies }
  return reports.rows.map((row) => toReport(row, known))
}

type Known = {
  readonly runs: readonly ReturnType<typeof toRun>[]
  readonly connectors: readonly Row[]
  readonly mandates: readonly Mandate[]
  readonly policies: Awaited<ReturnType<typeof listPolicies>>
}

function toReport(row: Row, known: Known): Report {
  const { no, title, description, cloud, connectors: ids, schedule, nextRun } = toStored(row)
  const runs = known.runs.filter(({ report }) => report === no)
  const lastRun = runs.find(({ state }) => state === 'succeeded') ?? null
  const running = runs.find(({ state }) => state !== 'succeeded')?.id
  const found = findSubject(toStored(row), known)
  const reason = found.problem ?? connectorProblem(known.connectors, cloud, ids)
  const hasResults = lastRun !== null && Object.values(lastRun.posture).some((count) => count > 0)
  return {
    id: no,
    title,
    ...(description ? { description } : {}),
    cloud,
    subject: found.subject,
    ...(ids ? { connectors: ids.map((id) => ({ id, ...nameOf(known.connectors, id) })) } : {}),
    ...(schedule ? { schedule } : {}),
    ...(nextRun ? { nextRun } : {}),
    created: String(row.created),
    updated: String(row.updated),
    state: !hasResults ? 'no results yet' : reason ? 'stale' : 'ready',
    ...(reason ? { stale: { since: lastRun?.ended ?? String(row.updated), reason } } : {}),
    ...(running === undefined ? {} : { running }),
    lastRun,
    ...(row.problem ? { problem: { since: String(row.problemSince), reason: String(row.problem) } } : {}),
  }
}

function nameOf(connectors: readonly Row[], id: string): { readonly name?: string } {
  const connector = connectors.find((one) => one.id === id)
  return connector ? { name: String(connector.name) } : {}
}

/** Why no connector is left to report on. */
function connectorProblem(
  connectors: readonly Row[],
  cloud: Cloud,
  ids: readonly string[] | undefined,
): string | undefined {
  const left = connectors.filter((one) => one.cloud === cloud && (!ids || ids.includes(String(one.id))))
  if (left.length === 0) return ids ? 'Its connectors were deleted.' : `There is no connector for ${cloud}.`
  return left.every(({ retired }) => retired)
    ? 'The accounts of its connectors are closed or left the organization.'
    : undefined
}
