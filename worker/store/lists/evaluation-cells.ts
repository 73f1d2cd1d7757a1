import type { Row } from '@libsql/client'
import type { Database } from '../database.ts'
import { anyControl } from './any-control.ts'
import { type Budget, createPace } from './budget.ts'
import type { EvaluationCell } from './cells.ts'
import { evaluationRows, evaluationsOfSome, windowsOf } from './evaluation-windows.ts'
import type { EvaluationFilter, EvaluationPlan } from './plan-evaluations.ts'
import { planSearchedEvaluations } from './plan-searched-evaluations.ts'
import type { Condition } from './where.ts'

export type FilteredEvaluationCells = { readonly cells: readonly EvaluationCell[]; readonly isPartial: boolean }

/**
 * The counters as they would be if there were but the evaluations that match: as they are where they can tell, and counted
 * row by row, while there is time, where they cannot. Counters that are not wanted are left out.
 */
export async function evaluationCellsOf(
  db: Database,
  filter: EvaluationFilter,
  { budget, isWanted = () => true }: { readonly budget: Budget; readonly isWanted?: (cell: EvaluationCell) => boolean },
): Promise<FilteredEvaluationCells> {
  const plan = await planSearchedEvaluations(db, filter, budget)
  const wanted = plan.cells.filter(([cell]) => isWanted(cell))
  const open = new Set(wanted.filter(([, verdict]) => verdict === 'some').map(([[cid]]) => cid))
  const sure = wanted.map(([cell]) => cell).filter(([cid]) => !open.has(cid))
  const controls = plan.controls.filter(({ cid }) => open.has(cid))
  const { cells, isPartial } = await countRows(db, { ...plan, controls }, budget)
  return { cells: [...sure, ...cells.filter(isWanted)], isPartial }
}

/** The evaluations of a plan's controls, counted row by row: those of few resources as a whole, others while there is time. */
export async function countRows(
  db: Database,
  plan: Pick<EvaluationPlan, 'controls' | 'rids'>,
  budget: Budget,
): Promise<FilteredEvaluationCells> {
  if (plan.rids) return { cells: await countOfResources(db, plan.controls, plan.rids, budget), isPartial: false }
  const cells: EvaluationCell[] = []
  const pace = createPace()
  for await (const { condition } of windowsOf(db, plan, pace)) {
    if (budget.isSpent()) return { cells, isPartial: true }
    cells.push(...(await budget.step(() => pace.time(() => countIn(db, evaluationRows, condition)))))
  }
  return { cells, isPartial: false }
}

/** Resources whose evaluations are looked up together. */
const together = 500

async function countOfResources(
  db: Database,
  controls: EvaluationPlan['controls'],
  rids: readonly number[],
  budget: Budget,
): Promise<readonly EvaluationCell[]> {
  if (controls.length === 0) return []
  const { sql, args } = anyControl(controls)
  const cells: EvaluationCell[] = []
  for (let start = 0; start < rids.length; start += together) {
    const some = JSON.stringify(rids.slice(start, start + together))
    cells.push(...(await budget.step(() => countIn(db, evaluationsOfSome, { sql, args: [some, ...args] }))))
  }
  return cells
}

async function countIn(db: Database, from: string, { sql, args }: Condition): Promise<readonly EvaluationCell[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT e.cid, r.connector, r.region, e.outcome, count(*) AS count FROM ${from} WHERE ${sql}
          GROUP BY e.cid, r.connector, r.region, e.outcome`,
    args: [...args],
  })
  return rows.map(toCell)
}

const toCell = ({ cid, connector, region, outcome, count }: Row): EvaluationCell => [
  ...([Number(cid), Number(connector), String(region)] as const),
  ...([Number(outcome), Number(count)] as const),
]
