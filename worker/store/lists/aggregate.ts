import type { Row } from '@libsql/client'
import type { Database } from '../database.ts'
import { type Budget, createPace } from './budget.ts'
import type { ResourceFilter } from './plan-resources.ts'
import { planSearchedResources } from './plan-searched-resources.ts'
import { resourceWindows } from './resource-windows.ts'
import { all } from './where.ts'

/** Rows that have a value. */
export type Group = { readonly value: string; readonly count: number; readonly failing: number }
export type Groups = { readonly groups: readonly Group[]; readonly isPartial: boolean }

/** What resources are grouped by: the values of a tag, or a field of their configuration (names, from the outside in). */
export type Field = { readonly tag: string } | { readonly config: readonly string[] }

/** Groups that are kept in memory; with more of them the answer is partial. */
const most = 10_000

/** How many of the matching resources have each value of a field; those without one are left out. */
export async function groupResources(
  db: Database,
  filter: ResourceFilter,
  field: Field,
  budget: Budget,
): Promise<Groups> {
  const plan = await planSearchedResources(db, filter, budget)
  const groups = new Map<string, Group>()
  let isCut = false
  const pace = plan.few ? { ...createPace(), size: () => Number.POSITIVE_INFINITY } : createPace()
  const [column, path] = 'tag' in field ? ['r.tags', [field.tag]] : ['r.config', field.config]
  for await (const { order, condition, next } of resourceWindows(db, 'discovered', pace)) {
    const { sql, args } = all({ sql: 'r.gone IS NULL', args: [] }, plan.few, condition, plan.condition)
    const text = `SELECT atom AS value, count(*) AS count, sum(failing > 0) AS failing FROM (
        SELECT r.failing, json_extract(${column}, ?) AS atom FROM resources r ${plan.few ? '' : order.index}
        LEFT JOIN collections
          ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard
        WHERE ${sql}) WHERE atom IS NOT NULL GROUP BY atom`
    const place = `$${path.map((name) => `."${name}"`).join('')}`
    const { rows } = await budget.step(() => pace.time(() => db.client.execute({ sql: text, args: [place, ...args] })))
    isCut = addRows(groups, rows) || isCut
    if (next && budget.isSpent()) return { groups: [...groups.values()], isPartial: true }
  }
  return { groups: [...groups.values()], isPartial: isCut }
}

/** Answers whether some had no place. */
function addRows(groups: Map<string, Group>, rows: readonly Row[]): boolean {
  let isCut = false
  for (const row of rows) {
    const value = String(row.value).slice(0, 200)
    const known = groups.get(value)
    if (!known && groups.size >= most) {
      isCut = true
      continue
    }
    groups.set(value, {
      value,
      count: (known?.count ?? 0) + Number(row.count),
      failing: (known?.failing ?? 0) + Number(row.failing),
    })
  }
  return isCut
}
