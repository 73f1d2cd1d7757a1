import type { Database } from './database.ts'

/** What is counted and known of a connector's account, beside the connector itself. */
export type ConnectorFacts = {
  /** The connector's short number. */
  readonly no: number
  /** Resources that are there. */
  readonly resources: number
  /** Alias of an AWS account, display name of an Azure subscription; absent where it has none, or is not known yet. */
  readonly accountName?: string
}

/** The facts of all connectors, by their ids; from the counters and the accounts' own resources. */
export async function readConnectorFacts(db: Database): Promise<ReadonlyMap<string, ConnectorFacts>> {
  const { rows } = await db.client.execute(
    `SELECT k.id, k.no, coalesce(counted.n, 0) AS resources, named.name FROM connectors k
     LEFT JOIN (SELECT connector, sum(count) AS n FROM resource_counters GROUP BY connector) counted
       ON counted.connector = k.no
     LEFT JOIN (SELECT connector, max(iif(type = 'azure.subscription', name, config ->> 'alias')) AS name FROM resources
       WHERE type IN ('aws.account', 'azure.subscription') AND gone IS NULL GROUP BY connector) named
       ON named.connector = k.no`,
  )
  return new Map(
    rows.map(({ id, no, resources, name }) => [
      String(id),
      { no: Number(no), resources: Number(resources), ...(name ? { accountName: String(name) } : {}) },
    ]),
  )
}
