import type { Control } from '../../../shared/control.ts'
import { outcomes } from '../../../shared/evaluation.ts'
import { widgetGroups } from '../../../shared/widget-groups.ts'
import type { Database } from '../database.ts'
import { readAccounts } from './accounts.ts'
import type { Group, Groups } from './aggregate.ts'
import type { Budget } from './budget.ts'
import type { EvaluationCell, ResourceCell } from './cells.ts'
import { listControls } from './controls.ts'
import { evaluationCellsOf } from './evaluation-cells.ts'
import type { EvaluationFilter } from './plan-evaluations.ts'
import type { ResourceFilter } from './plan-resources.ts'
import { planSearchedResources } from './plan-searched-resources.ts'
import { resourceCellsOf } from './resource-cells.ts'

/** What the counters tell evaluations apart by. */
export const evaluationGroups = widgetGroups.evaluations
export type EvaluationGrouping = (typeof evaluationGroups)[number]

/** What the counters tell resources apart by. */
export const resourceGroups = widgetGroups.resources
export type ResourceGrouping = (typeof resourceGroups)[number]

/** How many of the matching evaluations, and of the failing ones, there are of each. */
export async function groupEvaluations(
  db: Database,
  filter: EvaluationFilter,
  by: EvaluationGrouping | undefined,
  budget: Budget,
): Promise<Groups & Totals> {
  const [controls, accounts] = await Promise.all([listControls(db), readAccounts(db)])
  const { cells, isPartial } = await evaluationCellsOf(db, filter, { budget })
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  const valuesOf = (cell: EvaluationCell) => (by ? evaluationValues(cell, by, byCid.get(cell[0]), accounts) : [])
  const figures = cells.map((cell) => [valuesOf(cell), cell[4], outcomes[cell[3]] === 'FAIL' ? cell[4] : 0] as const)
  return { ...sum(figures), isPartial }
}

function evaluationValues(
  [cid, connector, region, outcome]: EvaluationCell,
  by: EvaluationGrouping,
  control: Control | undefined,
  accounts: ReadonlyMap<number, readonly string[]>,
): readonly string[] {
  if (by === 'account') return accounts.get(connector) ?? []
  if (by === 'region') return [region]
  if (by === 'result') return [outcomes[outcome] ?? 'UNKNOWN']
  if (by === 'control') return [String(cid)]
  if (!control) return []
  if (by === 'policy') return control.policies
  if (by === 'type') return control.resources
  return [control[by]]
}

/** How many of the matching resources, and of those that fail a control, there are of each. */
export async function groupResourceCells(
  db: Database,
  filter: ResourceFilter,
  { by, serviceOf }: { readonly by: ResourceGrouping | undefined; readonly serviceOf: (type: string) => string },
  budget: Budget,
): Promise<Groups & Totals> {
  const accounts = await readAccounts(db)
  const plan = await planSearchedResources(db, filter, budget)
  const { cells, isPartial } = await resourceCellsOf(db, plan, filter, budget)
  const valuesOf = ([type, connector, region]: ResourceCell): readonly string[] => {
    if (by === 'account') return accounts.get(connector) ?? []
    const values = { region, type, service: serviceOf(type), cloud: type.split('.')[0] ?? '' }
    return by ? [values[by]] : []
  }
  return { ...sum(cells.map((cell) => [valuesOf(cell), cell[3], cell[4]] as const)), isPartial }
}

/** Of all rows that match, each counted once. */
export type Totals = { readonly count: number; readonly failing: number }

function sum(figures: readonly (readonly [values: readonly string[], count: number, failing: number])[]) {
  const groups = new Map<string, Group>()
  const totals = { count: 0, failing: 0 }
  for (const [values, count, failing] of figures) {
    totals.count += count
    totals.failing += failing
    for (const value of values) {
      const known = groups.get(value)
      groups.set(value, { value, count: (known?.count ?? 0) + count, failing: (known?.failing ?? 0) + failing })
    }
  }
  return { ...totals, groups: [...groups.values()] }
}
