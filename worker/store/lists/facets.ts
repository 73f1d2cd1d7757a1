import type { Cloud } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { inScope, type ResolvedScope } from './scope.ts'

/** Resources that are there, of one type in one region of one account. */
export type Facet = {
  readonly cloud: Cloud
  readonly account: string
  readonly connectorId: string
  readonly type: string
  readonly region: string
  readonly count: number
  readonly failing: number
}

/** Where there are resources at all, with their number: what menus of filters offer. From the counters. */
export async function listFacets(db: Database, scope: ResolvedScope): Promise<readonly Facet[]> {
  const { sql, args } = inScope(scope, 'c')
  const { rows } = await db.client.execute({
    sql: `SELECT k.cloud, k.account, k.id, c.type, c.region, c.count, c.failing
          FROM resource_counters c JOIN connectors k ON k.no = c.connector
          WHERE c.count > 0 AND ${sql} ORDER BY k.cloud, k.account, c.type, c.region`,
    args: [...args],
  })
  return rows.map((row) => ({
    cloud: row.cloud as Cloud,
    account: String(row.account ?? ''),
    connectorId: String(row.id),
    type: String(row.type),
    region: String(row.region),
    count: Number(row.count),
    failing: Number(row.failing),
  }))
}
