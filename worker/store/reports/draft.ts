import type { Mandate } from '../../../shared/mandate.ts'
import type { ReportDraft } from '../../../shared/report.ts'
import type { Database } from '../database.ts'
import { listPolicies } from '../lists/controls.ts'
import { ReportRefusal } from './refusal.ts'
import { findSubject } from './subject.ts'

/** The draft with its lists in order, where all that it names is there. */
export async function checkDraft(db: Database, draft: ReportDraft, mandates: readonly Mandate[]): Promise<ReportDraft> {
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

/** Why a report that says the same as another one was not stored. */
export async function duplicate(db: Database, draft: ReportDraft): Promise<ReportRefusal> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, title FROM reports WHERE identity = ?',
    args: [identityOf(draft)],
  })
  const [other] = rows
  if (!other) return new ReportRefusal('impossible', 'The report was changed or removed meanwhile. Try again.')
  const message = `The report “${other.title}” (${other.no}) is about the same for the same connectors.`
  return new ReportRefusal('duplicate', message, { other: Number(other.no) })
}

/** What no two reports may share. */
export const identityOf = ({ cloud, mandate, policies, connectors }: ReportDraft): string =>
  JSON.stringify([cloud, mandate, policies, connectors])
