import type { Row } from '@libsql/client'
import type { Database } from '../database.ts'
import { type Budget, createPace } from './budget.ts'
import type { ResourceCell } from './cells.ts'
import type { ResourceFilter, ResourcePlan } from './plan-resources.ts'
import { resourceWindows } from './resource-windows.ts'
import { all, type Condition } from './where.ts'

/** `rows`: failing and evaluated ones are not told apart; then a search by name never touches the wide rows. */
type Figures = 'rows' | 'all'

export type FilteredResourceCells = { readonly cells: readonly ResourceCell[]; readonly isPartial: boolean }

/**
 * The counters as they would be if there were but the resources that match: as they are where they can tell, and counted
 * row by row, while there is time, where they cannot.
 */
export async function resourceCellsOf(
  db: Database,
  plan: ResourcePlan,
  { result }: Pick<ResourceFilter, 'result'>,
  { budget, counts = 'all' }: { readonly budget: Budget; readonly counts?: Figures },
): Promise<FilteredResourceCells> {
  const sure = plan.cells.filter(([, verdict]) => verdict === 'all')
  if (sure.length === plan.cells.length)
    return { cells: sure.map(([cell]) => narrowed(cell, result)), isPartial: false }
  const { rows, isPartial } = await countRows(db, plan, budget, counts)
  return { cells: merge(rows), isPartial }
}

/** Of those that fail, all fail and all are evaluated. */
const narrowed = (cell: ResourceCell, result: string | undefined): ResourceCell => {
  const [type, connector, region, , failing] = cell
  return result === 'FAIL' ? [type, connector, region, failing, failing, failing] : cell
}

async function countRows(db: Database, plan: ResourcePlan, budget: Budget, counts: Figures) {
  const isWide = plan.isWide || counts === 'all'
  if (plan.few)
    return {
      rows: await budget.step(() => countIn(db, plan, { index: '', place: plan.few, isWide, counts })),
      isPartial: false,
    }
  const rows: Row[] = []
  const pace = createPace()
  for await (const window of resourceWindows(db, isWide ? 'discovered' : 'name', pace)) {
    const { order, condition, next } = window
    rows.push(
      ...(await budget.step(() =>
        pace.time(() => countIn(db, plan, { index: order.index, place: condition, isWide, counts })),
      )),
    )
    if (next && budget.isSpent()) return { rows, isPartial: true }
  }
  return { rows, isPartial: false }
}

type Count = {
  readonly index: string
  readonly place: Condition | undefined
  readonly isWide: boolean
  readonly counts: Figures
}

async function countIn(db: Database, { condition }: ResourcePlan, { index, place, isWide, counts }: Count) {
  const { sql, args } = all({ sql: 'r.gone IS NULL', args: [] }, place, condition)
  const joins = isWide
    ? `JOIN connectors ON connectors.no = r.connector LEFT JOIN collections
         ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`
    : ''
  const { rows } = await db.client.execute({
    sql: `SELECT r.type, r.connector, r.region, count(*) AS count,
            ${counts === 'all' ? 'sum(r.failing > 0)' : '0'} AS failing, ${counts === 'all' ? 'sum(r.evaluated > 0)' : '0'} AS evaluated
          FROM resources r ${index} ${joins} WHERE ${sql} GROUP BY r.type, r.connector, r.region`,
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
