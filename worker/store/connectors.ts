import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import type { Connector, ConnectorSettings } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** A connector that is about to be stored; its secret is sealed already. */
export type NewConnector = {
  readonly id: string
  readonly cloud: Cloud
  readonly name: string
  readonly description: string | undefined
  readonly account: string
  readonly settings: ConnectorSettings
  readonly sealed: string | undefined
  readonly frequency: number
}

/** What may change; `undefined` leaves a field as it is. */
export type ConnectorChange = Partial<Pick<NewConnector, 'name' | 'description' | 'settings' | 'sealed' | 'frequency'>>

export const newConnectorId = (): string => randomUUID()

/** Stores a connector. `false` when there is one for the same account already. */
export async function createConnector(db: Database, draft: NewConnector, now: Date): Promise<boolean> {
  const { id, cloud, name, description, account, settings, sealed, frequency } = draft
  const time = now.toISOString()
  const [, result] = await db.write([
    takeSeq,
    {
      sql: `INSERT INTO connectors
              (id, cloud, name, description, account, settings, sealed, frequency, state, created, updated, seq)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'Pending', ?9, ?9, ${seqText}
            WHERE NOT EXISTS (SELECT 1 FROM connectors WHERE cloud = ?2 AND lower(account) = lower(?5))`,
      args: [id, cloud, name, description ?? null, account, JSON.stringify(settings), sealed ?? null, frequency, time],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

export async function listConnectors(db: Database): Promise<readonly Connector[]> {
  const { rows } = await db.client.execute('SELECT * FROM connectors ORDER BY cloud, name, id')
  return rows.map(toConnector)
}

export async function findConnector(db: Database, id: string): Promise<Connector | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM connectors WHERE id = ?', args: [id] })
  return rows[0] && toConnector(rows[0])
}

export async function updateConnector(db: Database, id: string, change: ConnectorChange, now: Date): Promise<void> {
  const { name, description, settings, sealed, frequency } = change
  await db.write([
    takeSeq,
    {
      sql: `UPDATE connectors SET
              name = coalesce(?2, name), description = coalesce(?3, description), settings = coalesce(?4, settings),
              sealed = coalesce(?5, sealed), frequency = coalesce(?6, frequency), updated = ?7, seq = ${seqText}
            WHERE id = ?1`,
      args: [
        id,
        name ?? null,
        description ?? null,
        settings ? JSON.stringify(settings) : null,
        sealed ?? null,
        frequency ?? null,
        now.toISOString(),
      ],
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
  name: String(row.name),
  ...(row.description ? { description: String(row.description) } : {}),
  ...(row.account ? { account: String(row.account) } : {}),
  settings: JSON.parse(String(row.settings)) as ConnectorSettings,
  frequency: Number(row.frequency),
  state: row.state as Connector['state'],
  ...(row.stateReason ? { stateReason: String(row.stateReason) } : {}),
  ...(row.stateAdvice ? { stateAdvice: String(row.stateAdvice) } : {}),
  created: String(row.created),
  updated: String(row.updated),
  ...(row.lastRun ? { lastRun: String(row.lastRun) } : {}),
  nextRun: nextRun(row),
})

/** When the schedule will run it next: one frequency after the last run, or at once. */
function nextRun({ lastRun, frequency, created }: Row): string {
  if (!lastRun) return String(created)
  return new Date(Date.parse(String(lastRun)) + Number(frequency) * 60_000).toISOString()
}
