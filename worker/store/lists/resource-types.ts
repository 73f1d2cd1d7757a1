import type { Database } from '../database.ts'
import { type Budget, startBudget } from './budget.ts'
import type { ResourceFilter } from './plan-resources.ts'
import { planSearchedResources } from './plan-searched-resources.ts'
import { resourceCellsOf } from './resource-cells.ts'

/** Resources of a type that are there; how many of them were evaluated, and fail a control. */
export type TypeCount = { readonly count: number; readonly failing: number; readonly evaluated: number }

export type TypeCounts = {
  readonly counts: ReadonlyMap<string, TypeCount>
  /** Time ran out: figures are at least so high. */
  readonly isPartial: boolean
}

/** Counts of the resources that match, by type; from the counters where they can tell. Types without any are left out. */
export async function countTypes(
  db: Database,
  filter: ResourceFilter,
  budget: Budget = startBudget(),
): Promise<TypeCounts> {
  const plan = await planSearchedResources(db, filter, budget)
  const { cells, isPartial } = await resourceCellsOf(db, plan, filter, budget)
  const counts = new Map<string, TypeCount>()
  for (const [type, , , count, failing, evaluated] of cells) {
    const known = counts.get(type) ?? none
    counts.set(type, {
      count: known.count + count,
      failing: known.failing + failing,
      evaluated: known.evaluated + evaluated,
    })
  }
  return { counts, isPartial }
}

const none: TypeCount = { count: 0, failing: 0, evaluated: 0 }

/** The counts alone. */
export const countByType = async (db: Database, filter: ResourceFilter): Promise<TypeCounts['counts']> =>
  (await countTypes(db, filter)).counts
