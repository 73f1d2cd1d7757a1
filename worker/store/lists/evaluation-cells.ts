import type { Row } from '@libsql/client'
import type { Database } from '../database.ts'
import { type Budget, createPace } from './budget.ts'
import type { EvaluationCell } from './cells.ts'
import { evaluationRows, inWindow, windowsOf } from './evaluation-windows.ts'
import { namedRids, narrow } from './named-evaluations.ts'
import { type EvaluationFilter, planEvaluations } from './plan-evaluations.ts'

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
  const plan = await planEvaluations(db, filter)
  const wanted = plan.cells.filter(([cell]) => isWanted(cell))
  const open = new Set(wanted.filter(([, verdict]) => verdict === 'some').map(([[cid]]) => cid))
  const sure = wanted.map(([cell]) => cell).filter(([cid]) => !open.has(cid))
  if (open.size === 0) return { cells: sure, isPartial: false }
  const named = filter.text ? await namedRids(db, filter, budget) : undefined
  const { controls } = named ? narrow(plan, named) : plan
  const cells = [...sure]
  const pace = createPace()
  for await (const window of windowsOf(
    db,
    controls.filter(({ cid }) => open.has(cid)),
    pace,
  )) {
    if (budget.isSpent()) return { cells, isPartial: true }
    const { sql, args } = inWindow(window)
    const text = `SELECT e.cid, r.connector, r.region, e.outcome, count(*) AS count FROM ${evaluationRows} WHERE ${sql}
                  GROUP BY r.connector, r.region, e.outcome`
    const { rows } = await budget.step(() => pace.time(() => db.client.execute({ sql: text, args: [...args] })))
    cells.push(...rows.map(toCell).filter(isWanted))
  }
  return { cells, isPartial: false }
}

const toCell = ({ cid, connector, region, outcome, count }: Row): EvaluationCell => [
  ...([Number(cid), Number(connector), String(region)] as const),
  ...([Number(outcome), Number(count)] as const),
]
