import type { Database } from '../database.ts'
import { readAccounts } from './accounts.ts'
import type { Budget } from './budget.ts'
import type { ResourceFilter } from './plan-resources.ts'
import { planSearchedResources } from './plan-searched-resources.ts'
import { resourceCellsOf } from './resource-cells.ts'
import { type Asked, createTally, type Dimensions, failing, type Tally } from './tally.ts'

export type ResourceFacets = {
  readonly tally: Tally
  /** Resources that match; those of them that fail a control; those that were evaluated. */
  readonly resources: number
  readonly failing: number
  readonly evaluated: number
  readonly isPartial: boolean
}

type Wanted = {
  readonly asked: Asked
  readonly serviceOf: (type: string) => string | undefined
  /** All but the facet of results count those alone that fail a control. */
  readonly onlyFailing: boolean
}

const names = ['account', 'service', 'region', 'type', 'cloud', 'result'] as const

/** Facets and totals of the resources that match. `filter` is what no facet stands for, `asked` what facets are narrowed to. */
export async function resourceFacets(
  db: Database,
  filter: ResourceFilter,
  { asked, serviceOf, onlyFailing }: Wanted,
  budget: Budget,
): Promise<ResourceFacets> {
  const plan = await planSearchedResources(db, filter, budget)
  const [accounts, { cells, isPartial }] = await Promise.all([
    readAccounts(db),
    resourceCellsOf(db, plan, filter, budget),
  ])
  const { add, tally } = createTally(names)
  const sum = { resources: 0, failing: 0, evaluated: 0 }
  for (const [type, connector, region, count, failed, evaluated] of cells) {
    const service = serviceOf(type)
    const dimensions: Dimensions = {
      account: accounts.get(connector) ?? [],
      service: service === undefined ? [] : [service],
      region: [region],
      type: [type],
      cloud: [type.split('.')[0] ?? ''],
    }
    const bits = failing(dimensions, asked)
    const own = onlyFailing ? failed : count
    add(bits, dimensions, own)
    add(bits, { result: ['FAIL'] }, failed)
    if (bits !== 0) continue
    sum.resources += own
    sum.failing += failed
    sum.evaluated += onlyFailing ? failed : evaluated
  }
  return { tally: tally(), ...sum, isPartial }
}
