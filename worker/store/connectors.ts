import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import type { AwsConnectorType, Connector, ConnectorHint, ConnectorSettings } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** A connector that is about to be stored; its secret is sealed already. */
export type NewConnector = {
  readonly id: string
  readonly cloud: Cloud
  /** Of AWS only. */
  readonly type?: AwsConnectorType | undefined
  readonly name: string
  readonly description: string | undefined
  /** Absent for an organization: its members are what reads accounts. */
  readonly account: string | undefined
  readonly settings: ConnectorSettings
  readonly sealed: string | undefined
  readonly frequency: number
}

/** What may change; `undefined` leaves a field as it is. */
export type ConnectorChange = Partial<
  Pick<NewConnector, 'name' | 'description' | 'type' | 'settings' | 'sealed' | 'frequency'>
> & {
  /** What the change asks for, shown until the next run. */
  readonly notice?: { readonly reason: string; readonly advice: string } | undefined
}

export const newConnectorId = (): string => randomUUID()

/** There is one for the same account, or for an organization through the same role. */
const isThere = `EXISTS (SELECT 1 FROM connectors WHERE cloud = :cloud AND (lower(account) = lower(:account)
  OR awsType = 'organization' AND awsType = :type AND settings ->> 'roleArn' = :settings ->> 'roleArn'))`

/** Whether a draft would be a second connector of its account. */
export async function isConnected(
  db: Database,
  { cloud, account, type, settings }: Pick<NewConnector, 'cloud' | 'account' | 'type' | 'settings'>,
): Promise<boolean> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${isThere} AS "there"`,
    args: { cloud, account: account ?? null, type: type ?? null, settings: JSON.stringify(settings) },
  })
  return Number(rows[0]?.there) === 1
}

/** Whether a connector other than `except` and its members has the external id. */
export async function isExternalIdUsed(db: Database, externalId: string, except = ''): Promise<boolean> {
  const { rows } = await db.client.execute({
    sql: `SELECT EXISTS (SELECT 1 FROM connectors
            WHERE :externalId IN (settings ->> 'externalId', settings ->> '$.members.externalId')
              AND id <> :except
              AND (parent IS NULL OR parent <> coalesce((SELECT no FROM connectors WHERE id = :except), -1))) AS used`,
    args: { externalId, except },
  })
  return Number(rows[0]?.used) === 1
}

/** Stores a connector. `false` when there is one for the same account, or for an organization through the same role. */
export async function createConnector(db: Database, draft: NewConnector, now: Date): Promise<boolean> {
  const { id, cloud, type, name, description, account, settings, sealed, frequency } = draft
  const [, result] = await db.write([
    takeSeq,
    {
      sql: `INSERT INTO connectors
              (id, cloud, name, description, account, settings, sealed, frequency, awsType, state, created, updated, seq)
            SELECT :id, :cloud, :name, :description, :account, :settings, :sealed, :frequency, :type, 'Pending', :time,
              :time, ${seqText}
            WHERE NOT ${isThere}`,
      args: {
        ...{ id, cloud, name, frequency, description: description ?? null, account: account ?? null },
        ...{ settings: JSON.stringify(settings), sealed: sealed ?? null, type: type ?? null, time: now.toISOString() },
      },
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

const select = `SELECT connectors.*, organization.id AS parentId
  FROM connectors LEFT JOIN connectors organization ON organization.no = connectors.parent`

export async function listConnectors(db: Database): Promise<readonly Connector[]> {
  const { rows } = await db.client.execute(`${select} ORDER BY connectors.cloud, connectors.name, connectors.id`)
  return rows.map(toConnector)
}

export async function findConnector(db: Database, id: string): Promise<Connector | undefined> {
  const { rows } = await db.client.execute({ sql: `${select} WHERE connectors.id = ?`, args: [id] })
  return rows[0] && toConnector(rows[0])
}

export async function updateConnector(db: Database, id: string, change: ConnectorChange, now: Date): Promise<void> {
  const { name, description, type, settings, sealed, frequency, notice } = change
  await db.write([
    takeSeq,
    {
      sql: `UPDATE connectors SET
              name = coalesce(:name, name), description = coalesce(:description, description),
              awsType = coalesce(:type, awsType), settings = coalesce(:settings, settings),
              sealed = coalesce(:sealed, sealed), frequency = coalesce(:frequency, frequency),
              stateReason = coalesce(:reason, stateReason), stateAdvice = coalesce(:advice, stateAdvice),
              updated = :now, seq = ${seqText}
            WHERE id = :id`,
      args: {
        ...{ id, name: name ?? null, description: description ?? null, type: type ?? null, sealed: sealed ?? null },
        ...{ settings: settings ? JSON.stringify(settings) : null, frequency: frequency ?? null },
        ...{ reason: notice?.reason ?? null, advice: notice?.advice ?? null, now: now.toISOString() },
      },
    },
  ])
}

/** Lets the members of an organization connector go on by themselves, those that were retired included. */
export async function releaseMembers(db: Database, organizationId: string): Promise<void> {
  await db.write([
    takeSeq,
    {
      sql: `UPDATE connectors SET parent = NULL, retired = NULL, seq = ${seqText}
            WHERE parent = (SELECT no FROM connectors WHERE id = ?)`,
      args: [organizationId],
    },
  ])
}

/** Resources that a single batch of a removal takes with it. */
const batch = 500

/**
 * Removes a connector with its resources, evaluations and runs, in batches, so that other writers get their turn;
 * triggers leave the tombstones. The connector itself goes last: a removal that was cut off can be repeated.
 */
export async function removeConnector(db: Database, id: string): Promise<void> {
  const { rows } = await db.client.execute({ sql: 'SELECT no FROM connectors WHERE id = ?', args: [id] })
  if (!rows[0]) return
  const no = Number(rows[0].no)
  while ((await removeResources(db, no)) > 0);
  await db.write([takeSeq, { sql: 'DELETE FROM connectors WHERE no = ?', args: [no] }])
}

async function removeResources(db: Database, no: number): Promise<number> {
  const some = 'SELECT rid FROM resources WHERE connector = ? LIMIT ?'
  const [, result] = await db.write([
    takeSeq,
    { sql: `DELETE FROM resources WHERE rid IN (${some})`, args: [no, batch] },
  ])
  return result?.rowsAffected ?? 0
}

const toConnector = (row: Row): Connector => ({
  id: String(row.id),
  cloud: row.cloud as Cloud,
  ...(row.cloud === 'aws' ? { type: (row.awsType ?? 'cspm') as AwsConnectorType } : {}),
  ...(row.parentId ? { parent: String(row.parentId) } : {}),
  name: String(row.name),
  ...(row.description ? { description: String(row.description) } : {}),
  ...(row.account ? { account: String(row.account) } : {}),
  settings: JSON.parse(String(row.settings)) as ConnectorSettings,
  frequency: Number(row.frequency),
  state: row.state as Connector['state'],
  ...(row.stateReason ? { stateReason: String(row.stateReason) } : {}),
  ...(row.stateAdvice ? { stateAdvice: String(row.stateAdvice) } : {}),
  ...(row.hint ? { hint: row.hint as ConnectorHint } : {}),
  ...(row.retired ? { retired: String(row.retired) } : {}),
  created: String(row.created),
  updated: String(row.updated),
  ...(row.lastRun ? { lastRun: String(row.lastRun) } : {}),
  ...(row.retired ? {} : { nextRun: nextRun(row) }),
})

/** When the schedule will run it next: one frequency after the last run, or at once. */
function nextRun({ lastRun, frequency, created }: Row): string {
  if (!lastRun) return String(created)
  return new Date(Date.parse(String(lastRun)) + Number(frequency) * 60_000).toISOString()
}
