import type { Database } from '../database.ts'
import { splitKept } from '../query/kept.ts'
import type { Budget } from './budget.ts'
import { type EvaluationFilter, type EvaluationPlan, planEvaluations } from './plan-evaluations.ts'
import { fewFound } from './plan-searched-resources.ts'
import { conditionOf } from './query-verdict.ts'
import { inScope } from './scope.ts'
import { searchResources } from './search.ts'
import { all, type Condition, contains } from './where.ts'

/** The plan for the evaluations of the resources that a text or a query finds, where these are few. */
export async function planSearchedEvaluations(
  db: Database,
  filter: EvaluationFilter,
  budget: Budget,
): Promise<EvaluationPlan> {
  const plan = await planEvaluations(db, filter)
  if (filter.ofRids) return narrow(plan, filter.ofRids)
  const search = searchOf(filter)
  if (!search || plan.cells.every(([, verdict]) => verdict === 'all')) return plan
  const { rids, upTo } = await searchResources(db, search, { budget, limit: fewFound })
  return upTo !== undefined || rids.length > fewFound ? plan : narrow(plan, [...rids])
}

/** What is asked of the resources' own rows; nothing where their scope is all. */
function searchOf({ text, query, ...scope }: EvaluationFilter): Condition | undefined {
  const kept = query && conditionOf(splitKept(query).kept, 'resources')
  return text || kept ? all(inScope(scope, 'r'), contains(['r.name', 'r.id'], text), kept) : undefined
}

function narrow(plan: EvaluationPlan, rids: readonly number[]): EvaluationPlan {
  if (rids.length === 0) return { cells: [], controls: [] }
  const controls = plan.controls.map((control) => ({ ...control, open: Math.min(control.open, rids.length) }))
  return { ...plan, controls, rids }
}
