import {
  percentOf,
  type ReportedControl,
  type ReportedRequirement,
  type ReportRunDetail,
  type Requirement,
  verdictOf,
} from '../../shared/report.ts'
import type { Database } from '../store/database.ts'
import { addPosture, noPosture } from '../store/lists/posture.ts'
import { findRun } from '../store/reports/runs.ts'

/** A run requirement by requirement; their figures are sums of what was found for their controls. */
export async function readRun(
  db: Database,
  ids: { readonly report: number; readonly run: number },
): Promise<ReportRunDetail | undefined> {
  const found = await findRun(db, ids)
  if (!found) return undefined
  const controls = found.controls.map((control) => ({ ...control, verdict: verdictOf(control.posture) }))
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  return { ...found.run, requirements: found.requirements.map((one) => toReported(one, byCid)), controls }
}

function toReported(requirement: Requirement, byCid: ReadonlyMap<number, ReportedControl>): ReportedRequirement {
  const postures = requirement.controls.map((cid) => byCid.get(cid)?.posture ?? noPosture)
  const posture = postures.reduce(addPosture, noPosture)
  return {
    ...requirement,
    verdict: verdictOf(posture),
    posture,
    percent: percentOf(posture),
    notEvaluated: postures.filter((one) => verdictOf(one) === 'not evaluated').length,
  }
}
