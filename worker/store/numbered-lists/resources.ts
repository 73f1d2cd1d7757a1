import type { Row } from '@libsql/client'
import type { Resource } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { type ListedResource, listedColumns, listedJoins, toListed } from '../lists/resources.ts'
import { inScope, type ResolvedScope } from '../lists/scope.ts'
import { all, type Condition, oneOf } from '../lists/where.ts'
import { inSteps, remembered } from './remembered.ts'

/** Resources that are there. `condition` speaks of them as `r`. */
export type ResourceList = ResolvedScope & {
  /** All of them where absent. */
  readonly types?: readonly string[]
  readonly condition?: Condition | undefined
  /** By when they were last found; by age where absent. */
  readonly lastFound?: 'asc' | 'desc' | undefined
}

export type NumberedResource = ListedResource & {
  readonly rid: number
  readonly config: Resource['config']
}

const lastFound = `max(r.found, coalesce(collections.found, ''))`

/** The numbers of a list's resources, in its order. */
export function resourceRids(db: Database, list: ResourceList): Promise<Uint32Array> {
  const { types, condition, lastFound: order, ...scope } = list
  if (types?.length === 0 || scope.connectors?.length === 0) return Promise.resolve(new Uint32Array())
  const found = all({ sql: 'r.gone IS NULL', args: [] }, ofTypes(types), inScope(scope, 'r'), condition)
  return remembered(db, `resources ${order} ${found.sql} ${JSON.stringify(found.args)}`, async () => {
    if (!order) return (await read(db, found, 'r.rid AS time', '')).map(({ rid }) => rid)
    const rows = [...(await read(db, found, `${lastFound} AS time`, listedJoins))]
    const sign = order === 'desc' ? -1 : 1
    return rows.sort((a, b) => sign * byTime(a, b) || a.rid - b.rid).map(({ rid }) => rid)
  })
}

type Found = { readonly rid: number; readonly time: string }

/** Times of one form are in the order of their letters. */
const byTime = (a: Found, b: Found) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)

/** One type is asked for by its index, in which the numbers are in order. */
const ofTypes = (types: readonly string[] | undefined): Condition | undefined =>
  types?.length === 1 ? { sql: 'r.type = ?', args: [...types] } : oneOf('r.type', types)

async function read(db: Database, { sql, args }: Condition, time: string, joins: string): Promise<readonly Found[]> {
  const highest = await db.client.execute('SELECT max(rid) AS n FROM resources')
  return inSteps(Number(highest.rows[0]?.n ?? 0), async (from, to) => {
    const { rows } = await db.client.execute({
      sql: `SELECT r.rid, ${time} FROM resources r ${joins} WHERE r.rid > ? AND r.rid <= ? AND ${sql} ORDER BY r.rid`,
      args: [from, to, ...args],
    })
    return rows.map((row) => ({ rid: Number(row.rid), time: String(row.time) }))
  })
}

/** One page of resources with their configuration: the given ones that are there, in their order. */
export async function resourcesOfRids(db: Database, rids: Uint32Array): Promise<readonly NumberedResource[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${listedColumns}, r.config FROM json_each(?) place CROSS JOIN resources r ON r.rid = place.value
          ${listedJoins} WHERE r.gone IS NULL ORDER BY place.key`,
    args: [JSON.stringify([...rids])],
  })
  return rows.map(toNumbered)
}

const toNumbered = (row: Row): NumberedResource => ({
  ...toListed(row),
  rid: Number(row.rid),
  config: JSON.parse(String(row.config)) as Resource['config'],
})
