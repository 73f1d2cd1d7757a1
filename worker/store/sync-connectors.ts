import type { Transaction } from '@libsql/client'
import type { AwsConnectorType, Connector, ConnectorHint } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Freshness, SyncConnector } from '../../shared/sync.ts'

/** Never the settings and the secret: neither leaves the worker by this way. */
const changed = `
  SELECT id, cloud, iif(cloud = 'aws', coalesce(awsType, 'cspm'), NULL) AS type,
    (SELECT organization.id FROM connectors organization WHERE organization.no = connectors.parent) AS parent,
    name, description, account, frequency, state, stateReason, stateAdvice, hint, retired, created, updated, lastRun,
    (SELECT max(evaluated) FROM collections WHERE connector = no) AS evaluated,
    (SELECT json_group_array(json_object('type', type, 'region', region, 'evaluated', evaluated))
      FROM collections WHERE connector = no AND failure IS NOT NULL) AS stale
  FROM connectors WHERE seq > :from`

type ConnectorRow = {
  readonly id: string
  readonly cloud: Cloud
  readonly type: AwsConnectorType | null
  readonly parent: string | null
  readonly name: string
  readonly description: string | null
  readonly account: string | null
  readonly frequency: number
  readonly state: Connector['state']
  readonly stateReason: string | null
  readonly stateAdvice: string | null
  readonly hint: ConnectorHint | null
  readonly retired: string | null
  readonly created: string
  readonly updated: string
  readonly lastRun: string | null
  readonly evaluated: string | null
  readonly stale: string
}

/** The connectors that changed after a number of the feed, each with the age of what is known through it. */
export async function changedConnectors(transaction: Transaction, from: number): Promise<readonly SyncConnector[]> {
  const { rows } = await transaction.execute({ sql: changed, args: { from } })
  return (rows as unknown as ConnectorRow[]).map(toSyncConnector)
}

const toSyncConnector = ({ evaluated, stale, ...row }: ConnectorRow): SyncConnector => ({
  ...present(row),
  ...(row.retired ? {} : { nextRun: row.lastRun ? later(row.lastRun, row.frequency) : row.created }),
  freshness: { ...present({ evaluated }), stale: (JSON.parse(stale) as Freshness['stale']).map(present) },
})

const later = (time: string, minutes: number) => new Date(Date.parse(time) + minutes * 60_000).toISOString()

type Present<Row> = { [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]>
}

/** A row without its nulls: absent stays absent. */
const present = <Row extends object>(row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<Row>
