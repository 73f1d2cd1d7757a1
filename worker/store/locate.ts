import type { Cloud } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import type { Shard } from './resources.ts'

/** Where a resource stands in the inventory. */
export type Located = {
  readonly rid: number
  readonly id: string
  readonly key: string
  readonly shard: Shard
  readonly connectorId: string
}

/** Finds a resource by its provider's id, one that is gone included; Azure's are compared without case. */
export async function locate(db: Database, resourceId: string): Promise<Located | undefined> {
  const { rows } = await db.client.execute({
    sql: `SELECT rid, resources.id, key, resources.cloud, resources.account, type, shard, connector,
            connectors.id AS connectorId
          FROM connectors CROSS JOIN resources ON connector = no
            AND key = iif(connectors.cloud = 'azure', lower(:id), :id)
          ORDER BY gone IS NOT NULL LIMIT 1`,
    args: { id: resourceId },
  })
  const row = rows[0]
  return (
    row && {
      rid: Number(row.rid),
      id: String(row.id),
      key: String(row.key),
      connectorId: String(row.connectorId),
      shard: {
        connector: Number(row.connector),
        cloud: row.cloud as Cloud,
        account: String(row.account),
        type: String(row.type),
        region: String(row.shard),
      },
    }
  )
}
