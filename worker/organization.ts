import { type Connection, ConnectionError, type OrganizationAccount } from './connection.ts'
import { OperationError } from './operation-error.ts'
import { planMembers } from './plan-members.ts'
import type { Progress } from './scan/progress.ts'
import type { StoredConnector } from './store/connector-state.ts'
import type { Database } from './store/database.ts'
import { readAccountConnectors, saveMembers } from './store/members.ts'

type Options = {
  readonly database: Database
  readonly connector: Pick<StoredConnector, 'no' | 'settings'>
  readonly connection: Connection
  readonly progress: Progress
  readonly clock: () => Date
  /** Queues a run of a member that is new, changed or back. */
  readonly enqueue: (connectorId: string) => Promise<unknown>
}

/**
 * Carries out a run of an organization connector: lists the accounts, and brings its members into line with them. Where
 * the list fails or is cut short nothing changes; throws `ConnectionError`.
 */
export async function syncMembers(options: Options): Promise<'succeeded'> {
  const { database, connector, connection, progress, clock, enqueue } = options
  const { settings } = connector
  if (settings.cloud !== 'aws' || !settings.members)
    throw new TypeError('not the settings of an organization connector')
  progress.add({ shards: 1 })
  progress.step('Listing the accounts of the organization')
  const accounts = await accountsOf(connection)
  const { roleArn, externalId, members } = settings
  const organization = { no: connector.no, roleArn, externalId, members }
  const plan = planMembers(organization, accounts, await readAccountConnectors(database))
  const toRun = await saveMembers(database, connector.no, plan, clock())
  progress.add({ shardsDone: 1, written: plan.create.length + plan.update.length + plan.retire.length })
  // What cannot be queued now is due all the same: the schedule comes to it.
  for (const id of toRun) await enqueue(id).catch(() => undefined)
  return 'succeeded'
}

/** The accounts of the organization, or why they cannot be had as a `ConnectionError`. */
export async function accountsOf(connection: Connection): Promise<readonly OrganizationAccount[]> {
  try {
    if (!connection.accounts) throw new TypeError('a connection without accounts')
    return await connection.accounts()
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    throw new ConnectionError(`${error.message} No member was changed.`, adviceFor(error), error)
  }
}

function adviceFor({ failure, code }: OperationError): string {
  if (code === 'AWSOrganizationsNotInUse')
    return 'Give the role of the management account, or of a delegated administrator: this account is in no organization.'
  if (failure === 'denied')
    return 'Create the role with the organization template in the management account, or in one that Organizations has delegated to; it needs organizations:List*.'
  return 'The next run tries again.'
}
