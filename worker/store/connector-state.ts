import type { AwsConnectorType, ConnectorSettings, ConnectorState } from '../../shared/connector.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Database, Statement } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** A connector as a run needs it, its secret still sealed. */
export type StoredConnector = {
  readonly no: number
  readonly id: string
  readonly cloud: Cloud
  /** Of AWS only. */
  readonly type: AwsConnectorType | undefined
  /** Number of the organization connector that keeps this one. */
  readonly parent: number | undefined
  readonly settings: ConnectorSettings
  readonly sealed: string | undefined
  readonly state: ConnectorState
  /** Why it does not run any more; absent where it does. */
  readonly retired: string | undefined
}

export async function readConnector(db: Database, id: string): Promise<StoredConnector | undefined> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, id, cloud, awsType, parent, settings, sealed, state, stateReason, retired FROM connectors WHERE id = ?',
    args: [id],
  })
  const row = rows[0]
  return (
    row && {
      no: Number(row.no),
      id: String(row.id),
      cloud: row.cloud as Cloud,
      type: row.cloud === 'aws' ? ((row.awsType ?? 'cspm') as AwsConnectorType) : undefined,
      parent: row.parent === null ? undefined : Number(row.parent),
      settings: JSON.parse(String(row.settings)) as ConnectorSettings,
      sealed: row.sealed === null ? undefined : String(row.sealed),
      state: row.state as ConnectorState,
      retired: row.retired === null ? undefined : String(row.stateReason),
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

/**
 * An account of AWS whose regions are known and in which no instance was ever found. CloudView calls that state Regions
 * Discovered.
 */
const hint = `CASE
  WHEN :state = 'Refreshing' THEN hint
  WHEN :state = 'Online' AND cloud = 'aws' AND coalesce(awsType, '') <> 'organization' AND NOT EXISTS
    (SELECT 1 FROM resources WHERE connector = connectors.no AND type = 'aws.ec2.instance')
    THEN 'Regions Discovered' END`

/**
 * Sets how a connector stands, and why: one batch of the change feed, to be written together with the run's end. One
 * that was retired meanwhile stays as it is, but for its last run.
 */
export const setConnectorState = (
  no: number,
  { state, reason, advice, account, lastRun }: StateChange,
): Statement[] => [
  takeSeq,
  {
    sql: `UPDATE connectors SET state = :state, stateReason = :reason, stateAdvice = :advice, hint = ${hint},
            account = iif(awsType = 'organization', account, coalesce(:account, account)), seq = ${seqText}
          WHERE no = :no AND retired IS NULL`,
    args: { no, state, reason: reason ?? null, advice: advice ?? null, account: account ?? null },
  },
  ...(lastRun
    ? [
        {
          sql: `UPDATE connectors SET lastRun = ?, seq = ${seqText} WHERE no = ?`,
          args: [lastRun.toISOString(), no],
        },
      ]
    : []),
]

/** Connectors with the times that say when they are due. */
export type DueTimes = {
  readonly id: string
  readonly frequency: number
  readonly lastRun: string | undefined
  /** A run is queued or running. */
  readonly isBusy: boolean
}

/** The due times of all connectors but those that were retired. */
export async function readDueTimes(db: Database): Promise<readonly DueTimes[]> {
  const { rows } = await db.client.execute(
    `SELECT id, frequency,
       max(coalesce(lastRun, ''), coalesce((SELECT max(ended) FROM runs WHERE connector = no), '')) AS last,
       EXISTS (SELECT 1 FROM runs WHERE connector = no AND state IN ('queued', 'running')) AS busy
     FROM connectors WHERE retired IS NULL`,
  )
  return rows.map(({ id, frequency, last, busy }) => ({
    id: String(id),
    frequency: Number(frequency),
    lastRun: last === '' ? undefined : String(last),
    isBusy: Number(busy) === 1,
  }))
}
