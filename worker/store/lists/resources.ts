import type { InValue, Row } from '@libsql/client'
import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Cloud, Resource } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { inScope, type ResolvedScope } from './scope.ts'
import { all, type Condition, contains, equal, oneOf } from './where.ts'

/** A resource in a list: without its configuration, with the number of its evaluations. */
export type ListedResource = Omit<Resource, 'config' | 'unread'> & {
  readonly connectorId: string
  readonly failing: number
  readonly unknown: number
  readonly evaluated: number
}

/** `cids` narrows to resources with an evaluation of one of these controls, with `result` where given. */
export type ResourceFilter = ResolvedScope & {
  readonly types?: readonly string[]
  readonly cids?: readonly number[]
  readonly result?: Outcome | undefined
  readonly text?: string | undefined
}

/** `discovered`: oldest first. `failing`: most failing controls first. */
export const resourceSorts = ['discovered', 'name', 'failing'] as const
export type ResourceSort = (typeof resourceSorts)[number]

/** Where a page ended: the value that the list is sorted by, and the resource's number. */
export type ResourceCursor = readonly [value: string | number, rid: number]

const orders: Readonly<Record<ResourceSort, { readonly column: string; readonly descends: boolean }>> = {
  discovered: { column: 'r.rid', descends: false },
  name: { column: 'r.name', descends: false },
  failing: { column: 'r.failing', descends: true },
}

const columns = `r.rid, r.id, r.type, r.name, r.cloud, r.account, r.region, r.tags, r."firstDiscovered", r.gone,
  r.failing, r.unknown, r.evaluated, connectors.id AS "connectorId",
  CASE WHEN r.gone IS NULL THEN max(r.found, coalesce(collections.found, '')) ELSE r.found END AS "lastFound"`

const joins = `JOIN connectors ON connectors.no = r.connector LEFT JOIN collections
  ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`

/** A page of the resources that are there. */
export async function listResources(
  db: Database,
  filter: ResourceFilter,
  { sort, after, limit }: { readonly sort: ResourceSort; readonly after?: ResourceCursor; readonly limit: number },
): Promise<{ readonly items: readonly ListedResource[]; readonly next?: ResourceCursor }> {
  const { column, descends } = orders[sort]
  const direction = descends ? 'DESC' : 'ASC'
  const { sql, args } = all(matches(filter), beyond(column, descends, after))
  const { rows } = await db.client.execute({
    // Which rows, from the narrow columns and indexes; only then their tags.
    sql: `SELECT ${columns}, ${column} AS sorted FROM resources r ${joins}
          WHERE r.rid IN (SELECT r.rid FROM resources r WHERE ${sql} ORDER BY ${column} ${direction}, r.rid LIMIT ?)
          ORDER BY ${column} ${direction}, r.rid`,
    args: [...args, limit + 1],
  })
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? ([last.sorted, Number(last.rid)] as ResourceCursor) : undefined
  return { items: rows.slice(0, limit).map(toListed), ...(next ? { next } : {}) }
}

function beyond(column: string, descends: boolean, after: ResourceCursor | undefined): Condition | undefined {
  if (!after) return undefined
  const [value, rid] = after
  if (column === 'r.rid') return { sql: 'r.rid > ?', args: [rid] }
  const sign = descends ? '<' : '>'
  return { sql: `(${column} ${sign} ? OR (${column} = ? AND r.rid > ?))`, args: [value, value, rid] }
}

const matches = ({ types, cids, result, text, ...scope }: ResourceFilter): Condition =>
  all(
    { sql: 'r.gone IS NULL', args: [] },
    inScope(scope, 'r'),
    oneOf('r.type', types),
    cids ? hasEvaluation(cids, result) : hasResult(result),
    contains(['r.name', 'r.id', 'r.type'], text),
  )

const hasEvaluation = (cids: readonly number[], result: Outcome | undefined): Condition => {
  const { sql, args } = all(oneOf('e.cid', cids), equal('e.outcome', result && outcomes.indexOf(result)))
  return { sql: `EXISTS (SELECT 1 FROM evaluations e WHERE e.rid = r.rid AND ${sql})`, args }
}

function hasResult(result: Outcome | undefined): Condition | undefined {
  if (result === 'FAIL') return { sql: 'r.failing > 0', args: [] }
  if (result === 'UNKNOWN') return { sql: 'r.unknown > 0', args: [] }
  if (result === 'PASS') return { sql: '(r.evaluated > 0 AND r.failing = 0 AND r.unknown = 0)', args: [] }
  if (result === 'EXCEPTED')
    return { sql: 'EXISTS (SELECT 1 FROM evaluations e WHERE e.rid = r.rid AND e.outcome = 3)', args: [] }
  return undefined
}

/** Most that is counted row by row; beyond it a total is not told. */
const countable = 10_000

/** How many resources match: from the counters where they know, else counted up to a limit, else unknown. */
export async function countResources(db: Database, filter: ResourceFilter): Promise<number | undefined> {
  if (!filter.cids && !filter.text && (!filter.result || filter.result === 'FAIL')) return countFromCounters(db, filter)
  const { sql, args } = matches(filter)
  const total = await count(db, `SELECT count(*) AS n FROM (SELECT 1 FROM resources r WHERE ${sql} LIMIT ?)`, [
    ...args,
    countable + 1,
  ])
  return total > countable ? undefined : total
}

function countFromCounters(db: Database, { types, result, ...scope }: ResourceFilter): Promise<number> {
  const { sql, args } = all(inScope(scope, 'c'), oneOf('c.type', types))
  const column = result === 'FAIL' ? 'failing' : 'count'
  return count(db, `SELECT coalesce(sum(c.${column}), 0) AS n FROM resource_counters c WHERE ${sql}`, args)
}

async function count(db: Database, sql: string, args: readonly InValue[]): Promise<number> {
  const { rows } = await db.client.execute({ sql, args: [...args] })
  return Number(rows[0]?.n ?? 0)
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
