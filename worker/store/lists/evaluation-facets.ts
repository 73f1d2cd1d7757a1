import type { Control } from '../../../shared/control.ts'
import { type Criticality, outcomes } from '../../../shared/evaluation.ts'
import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../database.ts'
import { readAccounts } from './accounts.ts'
import type { Budget } from './budget.ts'
import type { EvaluationCell } from './cells.ts'
import { listControls } from './controls.ts'
import { evaluationCellsOf } from './evaluation-cells.ts'
import type { EvaluationFilter } from './plan-evaluations.ts'
import { addPosture, noPosture, postureOf } from './posture.ts'
import { type Asked, countsSomewhere, createTally, type Dimensions, facetNames, failing, type Tally } from './tally.ts'

export type EvaluationFacets = {
  readonly tally: Tally
  readonly evaluations: Posture
  readonly failures: Readonly<Record<Criticality, number>>
  /** Numbers of the controls with such an evaluation. */
  readonly cids: readonly number[]
  /** Time ran out: what is counted is less than what there is. */
  readonly isPartial: boolean
}

type Placed = { readonly bits: number; readonly dimensions: Dimensions }

/**
 * Facets and totals of the evaluations that match. `filter` is what no facet stands for, `asked` what facets are narrowed
 * to. From the counters where they can tell.
 */
export async function evaluationFacets(
  db: Database,
  filter: EvaluationFilter,
  asked: Asked,
  budget: Budget,
): Promise<EvaluationFacets> {
  const [controls, accounts] = await Promise.all([listControls(db), readAccounts(db)])
  const place = <Key>(dimensions: (key: Key) => Dimensions) => {
    const known = new Map<Key, Placed>()
    return (key: Key): Placed => {
      const found = known.get(key) ?? { dimensions: dimensions(key), bits: failing(dimensions(key), asked) }
      known.set(key, found)
      return found
    }
  }
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  const ofControl = place((cid: number) => controlDimensions(byCid.get(cid)))
  const ofConnector = place((no: number) => ({ account: accounts.get(no) ?? [] }))
  const ofRegion = place((region: string) => ({ region: [region] }))
  const ofOutcome = place((outcome: number) => ({ result: [outcomes[outcome] ?? ''] }))
  const placesOf = ([cid, connector, region, outcome]: EvaluationCell) =>
    [ofControl(cid), ofConnector(connector), ofRegion(region), ofOutcome(outcome)] as const
  const bitsOf = (cell: EvaluationCell) => placesOf(cell).reduce((all, { bits }) => all | bits, 0)

  const isWanted = (cell: EvaluationCell) => byCid.has(cell[0]) && countsSomewhere(bitsOf(cell))
  const { cells, isPartial } = await evaluationCellsOf(db, filter, { budget, isWanted })
  const { add, tally } = createTally(facetNames)
  for (const cell of cells) {
    const dimensions = Object.assign({}, ...placesOf(cell).map((one) => one.dimensions)) as Dimensions
    add(bitsOf(cell), dimensions, cell[4])
  }
  return {
    tally: tally(),
    ...totals(
      cells.filter((cell) => bitsOf(cell) === 0),
      byCid,
    ),
    isPartial,
  }
}

function controlDimensions(control: Control | undefined): Dimensions {
  if (!control) return {}
  const { policies, service, criticality, resources, cloud } = control
  return { policy: policies, service: [service], criticality: [criticality], type: resources, cloud: [cloud] }
}

function totals(cells: readonly EvaluationCell[], byCid: ReadonlyMap<number, Control>) {
  const failures = { HIGH: 0, MEDIUM: 0, LOW: 0 }
  const postures = cells.map(([cid, , , no, count]): Posture => {
    const criticality = byCid.get(cid)?.criticality
    if (outcomes[no] === 'FAIL' && criticality) failures[criticality] += count
    return postureOf(no, count)
  })
  const cids = [...new Set(cells.map(([cid]) => cid))]
  return { evaluations: postures.reduce(addPosture, noPosture), failures, cids }
}
