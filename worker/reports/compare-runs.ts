import { type Change, percentOf, type ReportRun } from '../../shared/report.ts'
import type { Posture } from '../../shared/summary.ts'
import type { Database } from '../store/database.ts'
import { addChange, noChange } from '../store/reports/compare.ts'
import { type FoundControl, findRun } from '../store/reports/runs.ts'
import { compareAll } from './take-run.ts'

type Side = Pick<ReportRun, 'id' | 'percent' | 'posture'> & { readonly ended?: string }

/** How two runs of a report differ: in total, and for each control that either of them had. */
export type RunComparison = {
  readonly before: Side
  readonly after: Side
  readonly change: Change
  readonly controls: readonly {
    readonly cid: number
    readonly title: string
    /** Absent where that run did not have the control. */
    readonly before?: Posture
    readonly after?: Posture
    readonly change: Change
  }[]
}

/** Compares two runs that succeeded; nothing where one of them is not there. */
export async function compareRuns(
  db: Database,
  { report, before, after }: { readonly report: number; readonly before: number; readonly after: number },
): Promise<RunComparison | undefined> {
  const runs = await Promise.all([before, after].map((run) => findRun(db, { report, run })))
  const [earlier, later] = runs
  if (earlier?.run.state !== 'succeeded' || later?.run.state !== 'succeeded') return undefined
  const [were, are] = runs.map((one) => new Map(one?.controls.map((control) => [control.cid, control]))) as Controls
  const cids = [...new Set([...were.keys(), ...are.keys()])].sort((a, b) => a - b)
  const changes = await compareAll(db, report, [before, after], cids)
  return {
    before: sideOf(earlier.run),
    after: sideOf(later.run),
    change: [...changes.values()].reduce(addChange, noChange),
    controls: cids.map((cid) => ({
      cid,
      title: (are.get(cid) ?? were.get(cid))?.title ?? '',
      ...postureOf('before', were.get(cid)),
      ...postureOf('after', are.get(cid)),
      change: changes.get(cid) ?? noChange,
    })),
  }
}

type Controls = [Map<number, FoundControl>, Map<number, FoundControl>]

const sideOf = ({ id, ended, posture }: ReportRun): Side => ({
  id,
  ...(ended ? { ended } : {}),
  posture,
  percent: percentOf(posture),
})

const postureOf = <Name extends string>(name: Name, control: FoundControl | undefined) =>
  control ? ({ [name]: control.posture } as Record<Name, Posture>) : {}
