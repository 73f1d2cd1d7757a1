import type { Database } from '../database.ts'
import type { Budget } from './budget.ts'
import { planResources, type ResourceFilter, type ResourcePlan } from './plan-resources.ts'
import { type Found, searchResources } from './search.ts'
import { oneOf } from './where.ts'

/** Few enough to be looked at together. */
export const fewFound = 4000

export type SearchedPlan = ResourcePlan & {
  /** What a search found; `isAll`: nothing else is asked, so these are the resources that match. */
  readonly found?: Found & { readonly isAll: boolean }
  /** The only resources that can match, in order, where they are few. */
  readonly rids?: readonly number[]
}

/** The plan for the resources that a text or a query finds; the search goes on where it stands. */
export async function planSearchedResources(
  db: Database,
  filter: ResourceFilter,
  budget: Budget,
): Promise<SearchedPlan> {
  const plan = await planResources(db, filter)
  const { search, rest, few } = plan
  if (!search || few || plan.cells.every(([, verdict]) => verdict === 'all')) return plan
  const isAll = rest === undefined
  const found = await searchResources(db, search, { budget, ...(isAll ? {} : { limit: fewFound }) })
  const searched = { ...plan, found: { ...found, isAll } }
  if (found.upTo !== undefined || found.rids.length > fewFound) return searched
  const rids = [...found.rids]
  return { ...searched, rids, few: oneOf('r.rid', rids), condition: rest ?? anything }
}

const anything = { sql: 'true', args: [] }
