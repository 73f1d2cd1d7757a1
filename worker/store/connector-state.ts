import type { ConnectorSettings, ConnectorState } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database, Statement } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** A connector as a run needs it, its secret still sealed. */
export type StoredConnector = {
  readonly no: number
  readonly id: string
  readonly cloud: Cloud
  readonly settings: ConnectorSettings
  readonly sealed: string | undefined
  readonly state: ConnectorState
}

export async function readConnector(db: Database, id: string): Promise<StoredConnector | undefined> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, id, cloud, settings, sealed, state FROM connectors WHERE id = ?',
    args: [id],
  })
  const row = rows[0]
  return (
    row && {
      no: Number(row.no),
      id: String(row.id),
      cloud: row.cloud as Cloud,
      settings: JSON.parse(String(row.settings)) as ConnectorSettings,
      sealed: row.sealed === null ? undefined : String(row.sealed),
      state: row.state as ConnectorState,
    }
  )
}

export type StateChange = {
  readonly state: ConnectorState
  readonly reason?: string
  readonly advice?: string
  /** Where it became known. */
  readonly account?: string
  /** When the run that ends with this state ended. */
  readonly lastRun?: Date
}

/** Sets how a connector stands, and why: one batch of the change feed, to be written together with the run's end. */
export const setConnectorState = (
  no: number,
  { state, reason, advice, account, lastRun }: StateChange,
): Statement[] => [
  takeSeq,
  {
    sql: `UPDATE connectors SET state = ?, stateReason = ?, stateAdvice = ?, account = coalesce(?, account),
            lastRun = coalesce(?, lastRun), seq = ${seqText} WHERE no = ?`,
    args: [state, reason ?? null, advice ?? null, account ?? null, lastRun?.toISOString() ?? null, no],
  },
]

/** Connectors with the times that say when they are due. */
export type DueTimes = {
  readonly id: string
  readonly frequency: number
  readonly lastRun: string | undefined
  /** A run is queued or running. */
  readonly isBusy: boolean
}

export async function readDueTimes(db: Database): Promise<readonly DueTimes[]> {
  const { rows } = await db.client.execute(
    `SELECT id, frequency,
       max(coalesce(lastRun, ''), coalesce((SELECT max(ended) FROM runs WHERE connector = no), '')) AS last,
       EXISTS (SELECT 1 FROM runs WHERE connector = no AND state IN ('queued', 'running')) AS busy
     FROM connectors`,
  )
  return rows.map(({ id, frequency, last, busy }) => ({
    id: String(id),
    frequency: Number(frequency),
    lastRun: last === '' ? undefined : String(last),
    isBusy: Number(busy) === 1,
  }))
}
