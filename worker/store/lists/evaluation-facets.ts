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

/** Something that counters are told apart by, with the rows that were counted for it: by the facets that keep them out. */
type Place = { readonly bits: number; readonly dimensions: Dimensions; readonly rows: Map<number, number> }

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
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  const places = createPlaces(asked, byCid, accounts)
  const isWanted = (cell: EvaluationCell) => byCid.has(cell[0]) && countsSomewhere(places.bitsOf(cell))
  const { cells, isPartial } = await evaluationCellsOf(db, filter, { budget, isWanted })
  return { tally: places.tally(cells), ...totals(cells.filter(places.isLetThrough), byCid), isPartial }
}

/** Where counters stand in the facets; they are very many, so that each is but added to its four places. */
function createPlaces(
  asked: Asked,
  byCid: ReadonlyMap<number, Control>,
  accounts: ReadonlyMap<number, readonly string[]>,
) {
  const all: Place[] = []
  const place = <Key>(dimensionsOf: (key: Key) => Dimensions) => {
    const known = new Map<Key, Place>()
    const add = (key: Key): Place => {
      const dimensions = dimensionsOf(key)
      const added = { dimensions, bits: failing(dimensions, asked), rows: new Map<number, number>() }
      known.set(key, added)
      all.push(added)
      return added
    }
    return (key: Key): Place => known.get(key) ?? add(key)
  }
  const ofControl = place((cid: number) => controlDimensions(byCid.get(cid)))
  const ofConnector = place((no: number) => ({ account: accounts.get(no) ?? [] }))
  const ofRegion = place((region: string) => ({ region: [region] }))
  const ofOutcome = place((outcome: number) => ({ result: [outcomes[outcome] ?? ''] }))
  const bitsOf = ([cid, connector, region, outcome]: EvaluationCell) =>
    ofControl(cid).bits | ofConnector(connector).bits | ofRegion(region).bits | ofOutcome(outcome).bits
  const addTo = ({ rows }: Place, bits: number, count: number) => rows.set(bits, (rows.get(bits) ?? 0) + count)

  const tallyOf = (cells: readonly EvaluationCell[]): Tally => {
    for (const cell of cells) {
      const [cid, connector, region, outcome, count] = cell
      const bits = bitsOf(cell)
      addTo(ofControl(cid), bits, count)
      addTo(ofConnector(connector), bits, count)
      addTo(ofRegion(region), bits, count)
      addTo(ofOutcome(outcome), bits, count)
    }
    const { add, tally } = createTally(facetNames)
    for (const { dimensions, rows } of all) for (const [bits, count] of rows) add(bits, dimensions, count)
    return tally()
  }
  return { bitsOf, isLetThrough: (cell: EvaluationCell) => bitsOf(cell) === 0, tally: tallyOf }
}

function controlDimensions(control: Control | undefined): Dimensions {
  if (!control) return {}
  const { policies, service, criticality, resources, cloud } = control
  return { policy: policies, service: [service], criticality: [criticality], type: resources, cloud: [cloud] }
}

function totals(cells: readonly EvaluationCell[], byCid: ReadonlyMap<number, Control>) {
  const failures = { HIGH: 0, MEDIUM: 0, LOW: 0 }
  const byOutcome = outcomes.map(() => 0)
  for (const [cid, , , no, count] of cells) {
    const criticality = byCid.get(cid)?.criticality
    if (outcomes[no] === 'FAIL' && criticality) failures[criticality] += count
    byOutcome[no] = (byOutcome[no] ?? 0) + count
  }
  const cids = [...new Set(cells.map(([cid]) => cid))]
  return {
    evaluations: byOutcome.map((count, no) => postureOf(no, count)).reduce(addPosture, noPosture),
    failures,
    cids,
  }
}
