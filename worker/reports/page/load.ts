import type { Outcome } from '../../../shared/evaluation.ts'
import type { ReportedControl, ReportRunDetail } from '../../../shared/report.ts'
import type { Database } from '../../store/database.ts'
import { resourcesOfControl } from '../../store/reports/results.ts'
import type { Listed, ListedControl } from './controls.ts'

/** The controls of a run that did not pass, failing ones first, each with its first resources. */
export async function loadControls(
  db: Database,
  run: ReportRunDetail,
  { resources }: { readonly resources: number },
): Promise<readonly ListedControl[]> {
  const listed: ListedControl[] = []
  for (const control of run.controls.filter(isOpen).toSorted(byVerdict)) {
    const first = (outcome: Outcome, total: number) => firstOf(db, run, { cid: control.cid, outcome, total, resources })
    listed.push({
      ...control,
      failing: await first('FAIL', control.posture.fail),
      unreadable: await first('UNKNOWN', control.posture.unknown),
      accepted: await first('EXCEPTED', control.posture.excepted),
    })
    await new Promise(setImmediate)
  }
  return listed
}

const isOpen = ({ posture }: ReportedControl) => posture.fail + posture.unknown + posture.excepted > 0

const criticalities = ['HIGH', 'MEDIUM', 'LOW']
const verdicts = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS', 'not evaluated']
const byVerdict = (a: ReportedControl, b: ReportedControl) =>
  verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
  criticalities.indexOf(a.criticality) - criticalities.indexOf(b.criticality) ||
  a.cid - b.cid

async function firstOf(
  db: Database,
  { report, id: run }: ReportRunDetail,
  { cid, outcome, total, resources }: { cid: number; outcome: Outcome; total: number; resources: number },
): Promise<Listed> {
  if (total === 0) return { items: [], more: 0 }
  // An empty table would hide how many there are.
  const { items } = await resourcesOfControl(db, { report, run, cid, outcome, limit: Math.max(1, resources) })
  return { items, more: total - items.length }
}
