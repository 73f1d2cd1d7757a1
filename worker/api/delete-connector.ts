import { setTimeout as sleep } from 'node:timers/promises'
import type { Connector } from '../../shared/connector.ts'
import { listConnectors, releaseMembers, removeConnector } from '../store/connectors.ts'
import { openRuns } from '../store/lists/runs.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

/**
 * Deletes a connector with all it knows; with an organization its members, or it lets them go on by themselves. Throws
 * `Problem` where that was not said, where it is a member itself, and where a run does not end.
 */
export async function deleteConnector(
  api: ApiContext,
  connector: Connector,
  wish: 'delete' | 'keep' | undefined,
): Promise<void> {
  refuseMember(connector)
  const { database } = api
  const membersIfDecided = async () => {
    const members = (await listConnectors(database)).filter(({ parent }) => parent === connector.id)
    if (members.length > 0 && wish === undefined) throw undecided(members.length)
    return members
  }
  await membersIfDecided()
  // The organization's own run might create members until it has ended.
  await endRuns(api, connector.id)
  const members = await membersIfDecided()
  if (wish === 'keep') await releaseMembers(database, connector.id)
  const leaving = wish === 'delete' ? members : []
  for (const { id } of leaving) await endRuns(api, id)
  for (const { id } of [...leaving, connector]) await removeConnector(database, id)
}

function refuseMember({ parent, retired, account }: Connector): void {
  if (parent === undefined || retired) return
  throw new Problem(409, `This connector is a member of an organization, which would create it again for ${account}.`, {
    advice: `Delete the organization connector ${parent}, or take the account out of the organization.`,
  })
}

const undecided = (members: number) =>
  new Problem(409, `This organization connector keeps ${members} ${members === 1 ? 'other' : 'others'}.`, {
    advice: 'Say members=delete to delete them with all they know, or members=keep to let them go on by themselves.',
  })

/** Cancels what runs for a connector, and waits until it has ended: it must not write any more. */
async function endRuns({ database, engine, patience }: ApiContext, connectorId: string): Promise<void> {
  for (const { id } of await openRuns(database, connectorId)) await engine.cancel(id)
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
    if ((await openRuns(database, connectorId)).length === 0) return
  }
  throw new Problem(409, 'A run of this connector has not ended yet. Try again in a minute.')
}
