import type { Database } from '../database.ts'
import type { Budget } from './budget.ts'
import { planResources, type ResourceFilter, type ResourcePlan } from './plan-resources.ts'
import { ridsByText } from './rids-by-text.ts'
import { oneOf } from './where.ts'

/** Few enough to be looked at together. */
const fewNamed = 4000

const plans = new WeakMap<ResourceFilter, Promise<ResourcePlan>>()

/** The plan for the resources that a text finds, where they are few. Made once for a request, whose list and total it serves. */
export function planNamedResources(db: Database, filter: ResourceFilter, budget: Budget): Promise<ResourcePlan> {
  const plan = plans.get(filter) ?? makePlan(db, filter, budget)
  plans.set(filter, plan)
  return plan
}

async function makePlan(db: Database, filter: ResourceFilter, budget: Budget): Promise<ResourcePlan> {
  const plan = await planResources(db, filter)
  if (!filter.text || plan.few || plan.cells.length === 0) return plan
  const { text, connectors, region, labelled = [] } = filter
  const scope = { ...(connectors ? { connectors } : {}), ...(region === undefined ? {} : { region }) }
  const asked = { ...scope, text, labelled, ofType: true, most: fewNamed }
  const rids = await ridsByText(db, asked, budget)
  const few = oneOf('r.rid', rids)
  return few ? { ...plan, few } : plan
}
