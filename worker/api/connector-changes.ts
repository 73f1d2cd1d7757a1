import { randomUUID } from 'node:crypto'
import type { Connector } from '../../shared/connector.ts'
import type { ConnectorDraft, ConnectorPatch } from '../../shared/connector-draft.ts'
import { findConnector, newConnectorId, createConnector as store, updateConnector } from '../store/connectors.ts'
import { accessOf, noticeOf, patchedAccess } from './connector-drafts.ts'
import { holdExternalIds } from './connector-external-ids.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

/** Stores a connector with its secret sealed and queues its first run. Throws `Problem` where there is one already. */
export async function createConnector(api: ApiContext, owner: string, draft: ConnectorDraft): Promise<Connector> {
  const { database, engine, secrets, clock, log } = api
  const id = newConnectorId()
  const { settings, account, type, secret } = accessOf(draft, () => `plumbline-${randomUUID()}`)
  const { cloud, name, description, frequency } = draft
  const sealed = secret === undefined ? undefined : secrets.seal(secret, id)
  const row = { id, cloud, type, name, description, account, settings, sealed, frequency }
  if (settings.cloud === 'aws') await holdExternalIds(api, owner, settings)
  if (!(await store(database, row, clock()))) throw alreadyConnected(account)
  await engine.run(id, 'person').catch((err) => log.error({ err, connector: id }, 'The first run was not queued'))
  return existing(api, id)
}

/** There is one connector for an account. */
export const alreadyConnected = (account: string | undefined): Problem =>
  new Problem(
    409,
    `There is a connector for ${account ?? 'this organization'} already. Change that one, or delete it first.`,
  )

/** Changes a connector, its secret sealed; what it was to stay is refused with a `Problem`. */
export async function changeConnector(
  api: ApiContext,
  owner: string,
  connector: Connector,
  patch: ConnectorPatch,
): Promise<Connector> {
  const { database, secrets, clock } = api
  const { id } = connector
  const { settings, type, secret } = patchedAccess(connector, patch)
  await holdExternalIds(api, owner, newIds(connector, patch), id)
  const { name, description, frequency } = patch
  const sealed = secret === undefined ? undefined : secrets.seal(secret, id)
  const notice = noticeOf(connector, patch)
  await updateConnector(database, id, { name, description, type, frequency, settings, sealed, notice }, clock())
  return existing(api, id)
}

/** The external ids of a patch that the connector does not have yet. */
function newIds({ settings }: Connector, { externalId, members }: ConnectorPatch) {
  if (settings.cloud !== 'aws') return {}
  const known = [settings.externalId, settings.members?.externalId]
  const fresh = (id: string | undefined) => (known.includes(id) ? undefined : id)
  return { externalId: fresh(externalId), members: { externalId: fresh(members?.externalId) } }
}

/** Queues a run at once, or answers the one that is under way. Throws `Problem` for a connector that was retired. */
export async function runConnector({ engine }: ApiContext, connector: Connector) {
  const { id, retired, stateReason, stateAdvice } = connector
  if (retired) throw new Problem(409, `${stateReason}`, stateAdvice ? { advice: stateAdvice } : {})
  return engine.run(id, 'person')
}

/** The connector of an id. Throws `Problem` where there is none. */
export async function existing({ database }: ApiContext, id: string): Promise<Connector> {
  const connector = await findConnector(database, id)
  if (!connector) throw new Problem(404, 'There is no such connector.')
  return connector
}
