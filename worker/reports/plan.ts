import type { Control } from '../../shared/control.ts'
import type { Mandate } from '../../shared/mandate.ts'
import type { ReportScope } from '../../shared/report.ts'
import type { Database } from '../store/database.ts'
import { listControls, listPolicies } from '../store/lists/controls.ts'
import { ReportRefusal } from '../store/reports/refusal.ts'
import type { FrozenControl, RunPlan } from '../store/reports/runs.ts'
import { findSubject } from '../store/reports/subject.ts'
import type { StoredReport } from '../store/reports.ts'

/** What a run is going to read, with all that it keeps of how things are now; `numbers` are those of its connectors. */
export type Plan = RunPlan & { readonly numbers: readonly number[] }

/**
 * Plans a run: the controls of the report's cloud in the order of the requirements, and the connectors that are there.
 * Throws `ReportRefusal` where the mandate, a policy or all connectors are gone: a run that left some out in silence would
 * look better than things are.
 */
export async function planRun(db: Database, report: StoredReport, mandates: readonly Mandate[]): Promise<Plan> {
  const [policies, controls, connectors] = await Promise.all([
    listPolicies(db),
    listControls(db),
    readConnectors(db, report),
  ])
  const { subject, requirements, problem } = findSubject(report, { mandates, policies })
  if (problem) throw new ReportRefusal('impossible', `${problem} Change the report, or remove it.`)
  if (connectors.length === 0)
    throw new ReportRefusal('impossible', 'No connector of this report is left. Change the report, or remove it.')
  const known = new Map(controls.filter(({ cloud }) => cloud === report.cloud).map((one) => [one.cid, one]))
  const planned = requirements.map((one) => ({ ...one, controls: one.controls.filter((cid) => known.has(cid)) }))
  const cids = new Set(planned.flatMap((one) => one.controls))
  return {
    title: report.title,
    cloud: report.cloud,
    subject,
    requirements: planned,
    connectors: connectors.map(({ no: _, ...scope }) => scope),
    controls: [...cids].map((cid) => freeze(known.get(cid) as Control)),
    numbers: connectors.map(({ no }) => no),
  }
}

const freeze = (control: Control): FrozenControl => ({
  cid: control.cid,
  title: control.title,
  service: control.service,
  criticality: control.criticality,
  evaluates: control.evaluates,
  rationale: control.rationale,
  steps: control.remediation.steps,
})

/** Connectors of a report that are there, by name; an organization's own holds no resources. */
export async function readConnectors(
  db: Database,
  { cloud, connectors }: Pick<StoredReport, 'cloud' | 'connectors'>,
): Promise<readonly (ReportScope & { readonly no: number })[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT no, id, name, account, lastRun FROM connectors
          WHERE cloud = ? AND (? IS NULL OR id IN (SELECT value FROM json_each(?))) ORDER BY name, no`,
    args: [cloud, connectors ? 1 : null, JSON.stringify(connectors ?? [])],
  })
  return rows.map(({ no, id, name, account, lastRun }) => ({
    no: Number(no),
    id: String(id),
    name: String(name),
    ...(account ? { account: String(account) } : {}),
    ...(lastRun ? { scanned: String(lastRun) } : {}),
  }))
}
