import type { Database } from '../database.ts'
import type { Budget } from './budget.ts'
import type { EvaluationFilter, EvaluationPlan } from './plan-evaluations.ts'
import { ridsByText } from './rids-by-text.ts'

/** Few enough to look up with each control. */
const few = 1000

/** The resources that a filter's text finds, where they are few. */
export const namedRids = (db: Database, { text = '', connectors, region }: EvaluationFilter, budget: Budget) =>
  ridsByText(
    db,
    {
      ...(connectors ? { connectors } : {}),
      ...(region === undefined ? {} : { region }),
      ...{ text, ofType: false, most: few },
    },
    budget,
  )

/** A plan for these resources alone. */
export function narrow(plan: EvaluationPlan, rids: readonly number[]): EvaluationPlan {
  if (rids.length === 0) return { cells: [], controls: [] }
  const controls = plan.controls.map((control) => ({
    ...control,
    open: Math.min(control.open, rids.length),
    rids,
  }))
  return { ...plan, controls }
}
