import type { Change } from '../../shared/report.ts'
import type { Database } from '../store/database.ts'
import { addChange, compareControl, noChange } from '../store/reports/compare.ts'
import { pruneRuns } from '../store/reports/prune.ts'
import { ReportRefusal } from '../store/reports/refusal.ts'
import { cidsOf, endRun, runBefore, saveFigures, startRun } from '../store/reports/runs.ts'
import { takeControl } from '../store/reports/take.ts'
import { findReport } from '../store/reports.ts'
import { type Plan, readConnectors } from './plan.ts'

type Options = {
  readonly db: Database
  readonly report: number
  readonly run: number
  readonly plan: Plan
  readonly clock: () => Date
  /** Ends the work between two controls. */
  readonly signal: AbortSignal
}

/**
 * Takes the results of a run, compares them with those of the run before, and forgets the oldest run. Everything goes in
 * small batches, between which others have their turn. Throws `ReportRefusal` where the report or one of its connectors is deleted
 * meanwhile; what was stored until then belongs to no run that is shown.
 */
export async function takeRun({ db, report, run, plan, clock, signal }: Options): Promise<void> {
  await startRun(db, run, clock())
  const own = new Set(plan.controls.map(({ cid }) => cid))
  // Controls that the report had before: their results end with this run.
  const all = new Set([...own, ...(await cidsOf(db, report))])
  for (const cid of all) {
    signal.throwIfAborted()
    if (!(await findReport(db, report))) throw new ReportRefusal('impossible', 'The report was removed while it ran.')
    const connectors = own.has(cid) ? plan.numbers : []
    await saveFigures(db, run, cid, await takeControl(db, { run, report, cid, connectors }))
  }
  await checkConnectors(db, plan)
  const previous = await runBefore(db, { report, run })
  const changes =
    previous === undefined ? new Map<number, Change>() : await compareAll(db, report, [previous, run], all)
  const change = previous === undefined ? undefined : [...changes.values()].reduce(addChange, noChange)
  await endRun(db, run, { now: clock(), previous, change, changes })
  await pruneRuns(db, report)
}

/** A connector that is deleted takes its resources away batch by batch: some of them would be missing. */
async function checkConnectors(db: Database, { cloud, connectors, numbers }: Plan): Promise<void> {
  const left = new Set((await readConnectors(db, { cloud: cloud as 'aws' })).map(({ no }) => no))
  const gone = connectors.find((_, index) => !left.has(numbers[index] ?? 0))
  if (!gone) return
  throw new ReportRefusal('impossible', `The connector ${gone.name} was deleted while the report ran. Run it again.`)
}

/** Changes between two runs, control by control. */
export async function compareAll(
  db: Database,
  report: number,
  [before, after]: readonly [before: number, after: number],
  cids: Iterable<number>,
): Promise<Map<number, Change>> {
  const found = new Map<number, Change>()
  for (const cid of cids) found.set(cid, await compareControl(db, { report, cid, before, after }))
  return found
}
