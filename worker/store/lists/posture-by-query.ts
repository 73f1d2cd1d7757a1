import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../database.ts'
import type { Budget } from './budget.ts'
import { evaluationCellsOf } from './evaluation-cells.ts'
import type { EvaluationFilter } from './plan-evaluations.ts'
import { addPosture, noPosture, postureOf } from './posture.ts'

export type QueriedPostures = {
  /** By the number of the control; those without an evaluation that matches are left out. */
  readonly postures: ReadonlyMap<number, Posture>
  /** Time ran out: controls may be missing, and what is counted of one may be less than what there is. */
  readonly isPartial: boolean
  /** That control: a failing evaluation may not have been counted yet. */
  readonly unsure?: number
}

/** How the evaluations of each control that match ended: from the counters where they can tell, else row by row. */
export async function postureByQuery(db: Database, filter: EvaluationFilter, budget: Budget): Promise<QueriedPostures> {
  const { cells, isPartial } = await evaluationCellsOf(db, filter, { budget })
  const postures = new Map<number, Posture>()
  for (const [cid, , , outcome, count] of cells) {
    postures.set(cid, addPosture(postures.get(cid) ?? noPosture, postureOf(outcome, count)))
  }
  // Controls are counted one after the other; of the last one perhaps not all.
  const last = cells.at(-1)
  return { postures, isPartial, ...(isPartial && last ? { unsure: last[0] } : {}) }
}
