import type { Row } from '@libsql/client'
import type { Cloud, Resource } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { type Budget, createPace, startBudget } from './budget.ts'
import { lastFound, type ResourceFilter, type ResourcePlan } from './plan-resources.ts'
import { planSearchedResources, type SearchedPlan } from './plan-searched-resources.ts'
import { resourceCellsOf } from './resource-cells.ts'
import {
  type ResourceCursor,
  type ResourceSort,
  type ResourceWindow,
  resourceSorts,
  resourceWindows,
} from './resource-windows.ts'
import type { Found } from './search.ts'
import { all, type Condition } from './where.ts'

export { type ResourceCursor, type ResourceFilter, type ResourceSort, resourceSorts }

/** A resource in a list: without its configuration, with the number of its evaluations. */
export type ListedResource = Omit<Resource, 'config' | 'unread'> & {
  readonly connectorId: string
  readonly failing: number
  readonly unknown: number
  readonly evaluated: number
  /** Of its configuration the fields that were asked for, where it has them. */
  readonly config?: Resource['config']
}

export type ResourcePage = {
  readonly items: readonly ListedResource[]
  readonly next?: ResourceCursor
  /** Time ran out before the page was full: `next` goes on from there. A page may then be empty. */
  readonly isPart?: true
}

const columns = `r.rid, r.id, r.type, r.name, r.cloud, r.account, r.region, r.tags, r."firstDiscovered", r.gone,
  r.failing, r.unknown, r.evaluated, connectors.id AS "connectorId", ${lastFound} AS "lastFound"`

const joins = `JOIN connectors ON connectors.no = r.connector LEFT JOIN collections
  ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`

const isThere: Condition = { sql: 'r.gone IS NULL', args: [] }

type Page = {
  readonly sort: ResourceSort
  readonly after?: ResourceCursor
  readonly limit: number
  readonly budget?: Budget
  /** Fields of the configuration that are wanted: names of letters and digits. */
  readonly fields?: readonly string[]
}

/** A page of the resources that are there; read window by window until it is full or time is up. */
export async function listResources(
  db: Database,
  filter: ResourceFilter,
  { sort, after, limit, budget = startBudget(), fields = [] }: Page,
): Promise<ResourcePage> {
  const plan = await planSearchedResources(db, filter, budget)
  if (plan.cells.length === 0) return { items: [] }
  const { found, stopped } = await findRids(db, plan, { sort, after, limit: limit + 1, budget })
  const last = found.length > limit ? found[limit - 1] : undefined
  const next = last ?? stopped
  return {
    items: await readListed(
      db,
      found.slice(0, limit).map(([, rid]) => rid),
      fields,
    ),
    ...(next ? { next } : {}),
    ...(stopped && !last ? { isPart: true as const } : {}),
  }
}

type Find = Required<Pick<Page, 'sort' | 'limit' | 'budget'>> & { readonly after: ResourceCursor | undefined }

type Rids = { readonly found: readonly ResourceCursor[]; readonly stopped: ResourceCursor | undefined }

async function findRids(db: Database, plan: SearchedPlan, { sort, after, limit, budget }: Find): Promise<Rids> {
  if (plan.found?.isAll && sort === 'discovered') return findAmong(plan.found, { after, limit })
  const found: ResourceCursor[] = []
  const pace = createPace()
  for await (const window of resourceWindows(db, sort, plan.few ? wholePace : pace, after)) {
    found.push(...(await budget.step(() => pace.time(() => findInWindow(db, plan, window, limit - found.length)))))
    if (found.length >= limit) break
    if (window.next && budget.isSpent()) return { found, stopped: window.next }
  }
  return { found, stopped: undefined }
}

/** Where a search found all that match, their numbers are the list already. */
function findAmong({ rids, upTo }: Found, { after = [0, 0], limit }: Pick<Find, 'after' | 'limit'>): Rids {
  const from = rids.findIndex((rid) => rid > after[1])
  const found = from < 0 ? [] : [...rids.subarray(from, from + limit)].map((rid) => [rid, rid] as const)
  const end = Math.max(upTo ?? 0, after[1])
  return { found, stopped: upTo !== undefined && found.length < limit ? [end, end] : undefined }
}

/** Windows as large as the list: what is looked at is few rows in any case. */
const wholePace = { ...createPace(), size: () => Number.POSITIVE_INFINITY }

async function findInWindow(
  db: Database,
  { condition, few }: ResourcePlan,
  { order, condition: place }: ResourceWindow,
  limit: number,
): Promise<readonly ResourceCursor[]> {
  const { sql, args } = all(isThere, few, place, condition)
  const { rows } = await db.client.execute({
    sql: `SELECT ${order.column} AS value, r.rid FROM resources r ${few ? '' : order.index} ${joins}
          WHERE ${sql} ORDER BY ${order.order} LIMIT ?`,
    args: [...args, limit],
  })
  return rows.map(({ value, rid }) => [value as string | number, Number(rid)] as const)
}

async function readListed(
  db: Database,
  rids: readonly number[],
  fields: readonly string[],
): Promise<readonly ListedResource[]> {
  if (rids.length === 0) return []
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns}${fields.length > 0 ? `, ${fieldsOf}` : ''} FROM json_each(:rids) AS wanted CROSS JOIN resources r ON r.rid = wanted.value ${joins}
          ORDER BY wanted.key`,
    args: { rids: JSON.stringify(rids), ...(fields.length > 0 ? { fields: JSON.stringify(fields) } : {}) },
  })
  return rows.map((row) => ({
    ...toListed(row),
    ...(fields.length > 0 ? { config: JSON.parse(String(row.config)) } : {}),
  }))
}

/** Values keep their kind: `->` yields JSON. */
const fieldsOf = `(SELECT json_group_object(field.value, json(r.config -> ('$.' || field.value)))
  FROM json_each(:fields) AS field WHERE r.config -> ('$.' || field.value) IS NOT NULL) AS config`

export type ResourceCount = { readonly total?: number; readonly atLeast?: number }

/** How many resources match: from the counters where they know, else counted while there is time. */
export async function countResources(
  db: Database,
  filter: ResourceFilter,
  budget: Budget = startBudget(),
): Promise<ResourceCount> {
  const plan = await planSearchedResources(db, filter, budget)
  const { found } = plan
  if (found?.isAll) return found.upTo === undefined ? { total: found.rids.length } : { atLeast: found.rids.length }
  const { cells, isPartial } = await resourceCellsOf(db, plan, filter, budget)
  const count = cells.reduce((sum, [, , , resources]) => sum + resources, 0)
  return isPartial ? { atLeast: count } : { total: count }
}

export const toListed = (row: Row): ListedResource => ({
  id: String(row.id),
  type: String(row.type),
  name: String(row.name),
  cloud: row.cloud as Cloud,
  account: String(row.account),
  region: String(row.region),
  tags: JSON.parse(String(row.tags)) as Record<string, string>,
  firstDiscovered: String(row.firstDiscovered),
  lastFound: String(row.lastFound),
  ...(row.gone ? { gone: String(row.gone) } : {}),
  connectorId: String(row.connectorId),
  failing: Number(row.failing),
  unknown: Number(row.unknown),
  evaluated: Number(row.evaluated),
})

export { columns as listedColumns, joins as listedJoins }
