import type { AwsConnectorType } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import type { Shard } from './resources.ts'

/** A shard with what is known of its last list. */
export type CollectedShard = Shard & {
  readonly connectorId: string
  readonly connectorType?: AwsConnectorType
  /** Why the last list failed. */
  readonly failure?: string
}

/** The shards of these resource types that were ever listed, connector by connector. */
export async function collectedShards(db: Database, types: readonly string[]): Promise<readonly CollectedShard[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT connector, id, awsType, cloud, account, type, region, failure
          FROM collections JOIN connectors ON no = connector
          WHERE type IN (SELECT value FROM json_each(?)) ORDER BY connector, type, region`,
    args: [JSON.stringify(types)],
  })
  return rows.map(({ connector, id, awsType, cloud, account, type, region, failure }) => ({
    ...{ connector: Number(connector), connectorId: String(id), cloud: cloud as Cloud },
    ...{ account: String(account ?? ''), type: String(type), region: String(region) },
    ...(awsType !== null && { connectorType: awsType as AwsConnectorType }),
    ...(failure !== null && { failure: String(failure) }),
  }))
}

/** Resources of these types that these connectors have. */
export async function countResources(
  db: Database,
  types: readonly string[],
  connectors: readonly number[],
): Promise<number> {
  const { rows } = await db.client.execute({
    sql: `SELECT coalesce(sum(count), 0) AS total FROM resource_counters
          WHERE type IN (SELECT value FROM json_each(?)) AND connector IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(types), JSON.stringify(connectors)],
  })
  return Number(rows[0]?.total ?? 0)
}
