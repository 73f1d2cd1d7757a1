import type { Row } from '@libsql/client'
import type { Mandate } from '../../shared/mandate.ts'
import type { Report, ReportDraft, ReportSchedule } from '../../shared/report.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import { listPolicies } from './lists/controls.ts'
import { ReportRefusal } from './reports/refusal.ts'
import { runColumns, toRun } from './reports/rows.ts'
import { findSubject } from './reports/subject.ts'

/** A report as it is stored: by the names of what it is about. */
export type StoredReport = Omit<ReportDraft, 'cloud'> & {
  readonly no: number
  readonly cloud: Cloud
  readonly nextRun?: string
}

/** All reports with the figures of their last runs, by title. They are few: lists filter them in memory. */
export const listReports = async (db: Database, mandates: readonly Mandate[]): Promise<readonly Report[]> =>
  readReports(db, mandates, undefined)

export async function readReport(db: Database, mandates: readonly Mandate[], no: number): Promise<Report | undefined> {
  const [report] = await readReports(db, mandates, no)
  return report
}

/**
 * Stores a report and answers its number. Throws `ReportRefusal` where its mandate, policies or connectors are not there,
 * or another report is about the same.
 */
export async function createReport(
  db: Database,
  draft: ReportDraft,
  { mandates, now, nextRun }: { readonly mandates: readonly Mandate[]; readonly now: Date; readonly nextRun?: Date },
): Promise<number> {
  const valid = await checkDraft(db, draft, mandates)
  const [added] = await db.write([
    {
      sql: `INSERT INTO reports (title, description, cloud, mandate, policies, connectors, identity, schedule, nextRun,
              created, updated)
            VALUES (:title, :description, :cloud, :mandate, :policies, :connectors, :identity, :schedule, :nextRun, :now, :now)
            ON CONFLICT (identity) DO NOTHING RETURNING no`,
      args: { ...toArgs(valid, nextRun), cloud: valid.cloud, now: now.toISOString() },
    },
  ])
  if (!added?.rows[0]) throw await duplicate(db, valid)
  return Number(added.rows[0].no)
}

/** Replaces what a report says of itself; throws as `createReport` does. */
export async function replaceReport(
  db: Database,
  no: number,
  draft: ReportDraft,
  { mandates, now, nextRun }: { readonly mandates: readonly Mandate[]; readonly now: Date; readonly nextRun?: Date },
): Promise<void> {
  const valid = await checkDraft(db, draft, mandates)
  const [changed] = await db.write([
    {
      sql: `UPDATE OR IGNORE reports SET title = :title, description = :description, mandate = :mandate,
              policies = :policies, connectors = :connectors, identity = :identity, schedule = :schedule,
              nextRun = :nextRun, problem = NULL, problemSince = NULL, updated = :now
            WHERE no = :no AND NOT removed`,
      args: { ...toArgs(valid, nextRun), no, now: now.toISOString() },
    },
  ])
  if (changed?.rowsAffected === 0) throw await duplicate(db, valid)
}

/** Takes a report out of all lists at once; `sweepReports` removes what it held. Answers whether it was there. */
export async function removeReport(db: Database, no: number): Promise<boolean> {
  const [result] = await db.write([
    { sql: 'UPDATE reports SET removed = 1, identity = NULL, nextRun = NULL WHERE no = ? AND NOT removed', args: [no] },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

/** A report without its runs; nothing for one that is removed. */
export async function findReport(db: Database, no: number): Promise<StoredReport | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM reports WHERE no = ? AND NOT removed', args: [no] })
  return rows[0] && toStored(rows[0])
}

/** Numbers and schedules of the reports that are due. */
export async function dueReports(
  db: Database,
  now: Date,
): Promise<readonly { readonly no: number; readonly schedule: ReportSchedule }[]> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, schedule FROM reports WHERE nextRun <= ? AND schedule IS NOT NULL AND NOT removed ORDER BY nextRun',
    args: [now.toISOString()],
  })
  return rows.map(({ no, schedule }) => ({ no: Number(no), schedule: JSON.parse(String(schedule)) as ReportSchedule }))
}

export const setNextRun = (db: Database, no: number, nextRun: Date) =>
  db.write([{ sql: 'UPDATE reports SET nextRun = ? WHERE no = ?', args: [nextRun.toISOString(), no] }])

/** Notes why a report could not run by itself, or that it could: then nothing is left to note. */
export const setProblem = (db: Database, no: number, problem: string | undefined, now: Date) =>
  db.write([
    {
      sql: `UPDATE reports SET problem = :problem, problemSince = iif(:problem IS NULL, NULL, coalesce(problemSince, :now))
            WHERE no = :no`,
      args: { no, problem: problem ?? null, now: now.toISOString() },
    },
  ])

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

/** The draft with its lists in order, where all that it names is there. */
async function checkDraft(db: Database, draft: ReportDraft, mandates: readonly Mandate[]): Promise<ReportDraft> {
  if ((draft.mandate === undefined) === (draft.policies === undefined))
    throw new ReportRefusal('invalid', 'Name either a mandate or policies.', { field: 'mandate' })
  const { problem } = findSubject(draft, { mandates, policies: await listPolicies(db) })
  if (problem) throw new ReportRefusal('invalid', problem, { field: draft.mandate ? 'mandate' : 'policies' })
  await checkConnectors(db, draft)
  const { policies, connectors, ...rest } = draft
  return {
    ...rest,
    ...(policies ? { policies: [...new Set(policies)].sort() } : {}),
    ...(connectors ? { connectors: [...new Set(connectors)].sort() } : {}),
  }
}

async function checkConnectors(db: Database, { cloud, connectors = [] }: ReportDraft): Promise<void> {
  const { rows } = await db.client.execute({
    sql: 'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM connectors WHERE cloud = ?)',
    args: [JSON.stringify(connectors), cloud],
  })
  if (rows[0])
    throw new ReportRefusal('invalid', `There is no connector ${rows[0].value} for ${cloud}.`, { field: 'connectors' })
}

async function duplicate(db: Database, draft: ReportDraft): Promise<ReportRefusal> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, title FROM reports WHERE identity = ?',
    args: [identityOf(draft)],
  })
  const [other] = rows
  if (!other) return new ReportRefusal('impossible', 'The report was changed or removed meanwhile. Try again.')
  const message = `The report “${other.title}” (${other.no}) is about the same for the same connectors.`
  return new ReportRefusal('duplicate', message, { other: Number(other.no) })
}

const identityOf = ({ cloud, mandate, policies, connectors }: ReportDraft): string =>
  JSON.stringify([cloud, mandate, policies, connectors])

const toArgs = (draft: ReportDraft, nextRun: Date | undefined) => ({
  title: draft.title,
  description: draft.description || null,
  mandate: draft.mandate ?? null,
  policies: draft.policies ? JSON.stringify(draft.policies) : null,
  connectors: draft.connectors ? JSON.stringify(draft.connectors) : null,
  identity: identityOf(draft),
  schedule: draft.schedule ? JSON.stringify(draft.schedule) : null,
  nextRun: nextRun?.toISOString() ?? null,
})

const toStored = (row: Row): StoredReport => ({
  no: Number(row.no),
  title: String(row.title),
  cloud: row.cloud as Cloud,
  ...(row.description ? { description: String(row.description) } : {}),
  ...(row.mandate ? { mandate: String(row.mandate) } : {}),
  ...(row.policies ? { policies: JSON.parse(String(row.policies)) as string[] } : {}),
  ...(row.connectors ? { connectors: JSON.parse(String(row.connectors)) as string[] } : {}),
  ...(row.schedule ? { schedule: JSON.parse(String(row.schedule)) as ReportSchedule } : {}),
  ...(row.nextRun ? { nextRun: String(row.nextRun) } : {}),
})
