import { randomUUID } from 'node:crypto'
import type { ConnectorSettings } from '../../shared/connector.ts'
import type { KnownConnector, Member, MemberPlan } from '../plan-members.ts'
import type { Database, Statement } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** Every connector that reads an account of AWS. */
export async function readAccountConnectors(db: Database): Promise<readonly KnownConnector[]> {
  const { rows } = await db.client.execute(
    `SELECT no, id, account, parent, retired, stateReason, coalesce(awsType, 'cspm') AS type, settings FROM connectors
     WHERE cloud = 'aws' AND account IS NOT NULL AND coalesce(awsType, '') <> 'organization'`,
  )
  return rows.map((row) => {
    const { roleArn, externalId } = JSON.parse(String(row.settings)) as Extract<ConnectorSettings, { cloud: 'aws' }>
    return {
      ...{ no: Number(row.no), id: String(row.id), account: String(row.account), type: String(row.type) },
      parent: row.parent === null ? undefined : Number(row.parent),
      isRetired: row.retired !== null,
      reason: row.stateReason === null ? undefined : String(row.stateReason),
      ...{ roleArn, externalId },
    }
  })
}

/**
 * Carries a plan out, all or nothing, and answers the ids of the connectors that are to run now. An account that was
 * connected since the plan was made is left alone.
 */
export async function saveMembers(
  db: Database,
  organization: number,
  { create, update, retire }: MemberPlan,
  now: Date,
): Promise<readonly string[]> {
  const time = now.toISOString()
  const made = create.map((member) => ({ ...member, id: randomUUID() }))
  const statements = [
    ...made.map((member) => insert(member, organization, time)),
    ...update.map((member) => change(member, organization, time)),
    ...retire.flatMap((member) => end(member, time)),
  ]
  if (statements.length === 0) return []
  const [, ...results] = await db.write([takeSeq, ...statements])
  return [...made, ...update].flatMap(({ id }, index) => (results[index]?.rowsAffected ? [id] : []))
}

const settingsOf = ({ roleArn, externalId }: Member): string =>
  JSON.stringify({ cloud: 'aws', roleArn, externalId } satisfies ConnectorSettings)

const insert = (
  { id, account, name, type, ...member }: MemberPlan['create'][number] & { readonly id: string },
  organization: number,
  time: string,
): Statement => ({
  sql: `INSERT INTO connectors
          (id, cloud, awsType, parent, name, account, settings, frequency, state, created, updated, seq)
        SELECT :id, 'aws', :type, no, :name, :account, :settings, frequency, 'Pending', :time, :time, ${seqText}
        FROM connectors WHERE no = :organization
          AND NOT EXISTS (SELECT 1 FROM connectors WHERE cloud = 'aws' AND account = :account)`,
  args: { id, type, name, account, organization, time, settings: settingsOf({ type, ...member }) },
})

const change = (
  { no, type, ...member }: MemberPlan['update'][number],
  organization: number,
  time: string,
): Statement => ({
  sql: `UPDATE connectors SET
          parent = :organization, awsType = :type, settings = :settings, updated = :time, seq = ${seqText},
          state = iif(retired IS NULL, state, 'Pending'), stateReason = iif(retired IS NULL, stateReason, NULL),
          stateAdvice = iif(retired IS NULL, stateAdvice, NULL), retired = NULL
        WHERE no = :no`,
  args: { no, organization, type, time, settings: settingsOf({ type, ...member }) },
})

const advice = 'Nothing is read of it any more; what is known stays with its age. Delete the connector to forget it.'

const end = ({ no, reason }: MemberPlan['retire'][number], time: string): readonly Statement[] => [
  {
    sql: `UPDATE connectors SET retired = coalesce(retired, :time), state = 'Offline', stateReason = :reason,
            stateAdvice = :advice, hint = NULL, seq = ${seqText} WHERE no = :no`,
    args: { no, time, reason, advice },
  },
  {
    sql: `UPDATE runs SET state = 'cancelled', ended = :time, reason = :reason WHERE connector = :no AND state = 'queued'`,
    args: { no, time, reason },
  },
]
