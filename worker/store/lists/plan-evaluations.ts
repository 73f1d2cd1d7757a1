import type { DateRange } from '../../../shared/date-range.ts'
import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Database } from '../database.ts'
import { type EvaluationCell, evaluationCells } from './cells.ts'
import { lookedAt } from './looked-at.ts'
import { judgeEvaluations } from './query-verdict.ts'
import { inScope, type ResolvedScope } from './scope.ts'
import { both, type Verdict } from './verdict.ts'
import { all, type Condition, contains, equal, within } from './where.ts'

export type EvaluationFilter = ResolvedScope & {
  readonly cids?: readonly number[]
  readonly result?: Outcome | undefined
  /** Part of the resource's name or id. */
  readonly text?: string | undefined
  /** When it was last evaluated; a range that ends in the future has no `to`. */
  readonly dates?: DateRange | undefined
  readonly query?: Query | undefined
  /** What else their resources must fulfil, over `r` and `collections`; and which alone can, where they are few. */
  readonly ofResource?: Condition | undefined
  readonly ofRids?: readonly number[] | undefined
}

/** A control with evaluations that may match. */
export type PlannedControl = {
  readonly cid: number
  /** Evaluations that match, as the counters tell. */
  readonly sure: number
  /** Evaluations that must be looked at, because the counters cannot tell. */
  readonly open: number
  /** What its rows must fulfil, over `e`, `r` and `collections`; nothing where all do. */
  readonly condition: Condition | undefined
}

export type EvaluationPlan = {
  readonly controls: readonly PlannedControl[]
  /** The counters that may match, each with whether all of its rows do. */
  readonly cells: readonly (readonly [cell: EvaluationCell, verdict: Verdict])[]
  /** The only resources that can match, in order, where they are few: looked up one by one. */
  readonly rids?: readonly number[]
}

/** The time of the last evaluation, which an unchanged run writes once for a whole shard. */
export const lastEvaluated = `max(e.evaluated, coalesce(collections.evaluated, ''))`

/** What the counters tell of a filter, so that only those rows are read that must be. */
export async function planEvaluations(db: Database, filter: EvaluationFilter): Promise<EvaluationPlan> {
  const { result, text, dates, query, ofResource } = filter
  const [counted, look, judged] = await Promise.all([
    evaluationCells(db),
    dates ? lookedAt(db, 'evaluated', dates) : undefined,
    query ? judgeEvaluations(db, query) : undefined,
  ])
  const isCounted = cellFilter(filter)
  const ofRows: Verdict = text || ofResource ? 'some' : 'all'
  const cells = counted
    .filter(isCounted)
    .map((cell) => [cell, both(both(ofRows, look?.(cell[1]) ?? 'all'), judged?.verdict(cell) ?? 'all')] as const)
    .filter(([, verdict]) => verdict !== 'none')
  const isDated = look && cells.some(([[, connector]]) => look(connector) === 'some')
  const common = [
    inScope(filter, 'r'),
    equal('e.outcome', result && outcomes.indexOf(result)),
    // Said again in the words of the partial index of failing and unknown ones.
    result && result !== 'PASS' ? { sql: 'e.result <> 0', args: [] } : undefined,
    contains(['r.name', 'r.id'], text),
    ofResource,
    isDated ? within(lastEvaluated, dates) : undefined,
  ]
  const conditionOf = (cid: number) => {
    const condition = all(...common, judged?.condition(cid))
    return condition.sql === 'true' ? undefined : condition
  }
  return { cells, controls: byControl(cells, conditionOf) }
}

/** Whether a counter counts what a filter's plain parts ask for. */
function cellFilter({ cids, result, connectors, region }: EvaluationFilter): (cell: EvaluationCell) => boolean {
  const outcome = result && outcomes.indexOf(result)
  const [ownCids, ownConnectors] = [cids && new Set(cids), connectors && new Set(connectors)]
  return ([cid, connector, where, ended]) =>
    (!ownCids || ownCids.has(cid)) &&
    (!ownConnectors || ownConnectors.has(connector)) &&
    (region === undefined || region === where) &&
    (outcome === undefined || outcome === ended)
}

function byControl(
  cells: EvaluationPlan['cells'],
  conditionOf: (cid: number) => Condition | undefined,
): readonly PlannedControl[] {
  const counts = new Map<number, { sure: number; open: number }>()
  for (const [[cid, , , , count], verdict] of cells) {
    const known = counts.get(cid) ?? { sure: 0, open: 0 }
    counts.set(cid, known)
    known[verdict === 'all' ? 'sure' : 'open'] += count
  }
  return [...counts].sort(([a], [b]) => a - b).map(([cid, count]) => ({ cid, ...count, condition: conditionOf(cid) }))
}
