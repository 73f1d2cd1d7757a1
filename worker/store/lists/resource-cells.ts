import type { Row } from '@libsql/client'
import type { Database } from '../database.ts'
import { type Budget, createPace, type Pace } from './budget.ts'
import type { ResourceCell } from './cells.ts'
import type { ResourceFilter } from './plan-resources.ts'
import { fewFound, type SearchedPlan } from './plan-searched-resources.ts'
import { resourceWindows } from './resource-windows.ts'
import { all, type Condition, oneOf } from './where.ts'

export type FilteredResourceCells = { readonly cells: readonly ResourceCell[]; readonly isPartial: boolean }

/**
 * The counters as they would be if there were but the resources that match: as they are where they can tell, and counted
 * row by row, while there is time, where they cannot.
 */
export async function resourceCellsOf(
  db: Database,
  plan: SearchedPlan,
  { result }: Pick<ResourceFilter, 'result'>,
  budget: Budget,
): Promise<FilteredResourceCells> {
  const sure = plan.cells.filter(([, verdict]) => verdict === 'all')
  if (sure.length === plan.cells.length)
    return { cells: sure.map(([cell]) => narrowed(cell, result)), isPartial: false }
  const { rows, isPartial } = await countRows(db, plan, budget)
  return { cells: merge(rows), isPartial }
}

/** Of those that fail, all fail and all are evaluated. */
const narrowed = (cell: ResourceCell, result: string | undefined): ResourceCell => {
  const [type, connector, region, , failing] = cell
  return result === 'FAIL' ? [type, connector, region, failing, failing, failing] : cell
}

async function countRows(db: Database, plan: SearchedPlan, budget: Budget) {
  const rows: Row[] = []
  const pace = createPace()
  for await (const { index, condition } of placesOf(db, plan, pace)) {
    if (budget.isSpent() && rows.length > 0) return { rows, isPartial: true }
    rows.push(...(await budget.step(() => pace.time(() => countIn(db, index, condition)))))
  }
  return { rows, isPartial: false }
}

type Place = { readonly index: string; readonly condition: Condition }

/** The parts that are counted one after the other: what was found, or else all in windows. */
async function* placesOf(
  db: Database,
  { few, found, condition, rest }: SearchedPlan,
  pace: Pace,
): AsyncGenerator<Place> {
  if (few) return yield { index: '', condition: all(few, condition) }
  if (found && found.upTo === undefined) {
    for (let from = 0; from < found.rids.length; from += fewFound) {
      const some = oneOf('r.rid', [...found.rids.subarray(from, from + fewFound)])
      yield { index: '', condition: all(some, rest) }
    }
    return
  }
  for await (const { order, condition: place } of resourceWindows(db, 'discovered', pace))
    yield { index: order.index, condition: all(place, condition) }
}

async function countIn(db: Database, index: string, condition: Condition) {
  const { sql, args } = all({ sql: 'r.gone IS NULL', args: [] }, condition)
  const { rows } = await db.client.execute({
    sql: `SELECT r.type, r.connector, r.region, count(*) AS count, sum(r.failing > 0) AS failing,
            sum(r.evaluated > 0) AS evaluated
          FROM resources r ${index} JOIN connectors ON connectors.no = r.connector LEFT JOIN collections
            ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard
          WHERE ${sql} GROUP BY r.type, r.connector, r.region`,
    args: [...args],
  })
  return rows
}

function merge(rows: readonly Row[]): readonly ResourceCell[] {
  const cells = new Map<string, ResourceCell>()
  for (const row of rows) {
    const [type, connector, region] = [String(row.type), Number(row.connector), String(row.region)]
    const key = `${connector} ${type} ${region}`
    const [, , , count, failing, evaluated] = cells.get(key) ?? [type, connector, region, 0, 0, 0]
    cells.set(key, [
      ...([type, connector, region] as const),
      ...([count + Number(row.count), failing + Number(row.failing), evaluated + Number(row.evaluated)] as const),
    ])
  }
  return [...cells.values()]
}
