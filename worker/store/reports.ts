import type { Mandate } from '../../shared/mandate.ts'
import type { ReportDraft, ReportSchedule } from '../../shared/report.ts'
import type { Database } from './database.ts'
import { checkDraft, duplicate, identityOf } from './reports/draft.ts'
import { type StoredReport, toStored } from './reports/stored.ts'

export { listReports, readReport } from './reports/read.ts'
export type { StoredReport } from './reports/stored.ts'

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
