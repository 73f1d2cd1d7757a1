import { randomUUID } from 'node:crypto'
import type { ConnectorDraft } from '../../shared/connector-draft.ts'
import { isConnected } from '../store/connectors.ts'
import { alreadyConnected } from './connector-changes.ts'
import { accessOf } from './connector-drafts.ts'
import { holdExternalIds } from './connector-external-ids.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

/**
 * Signs in with a draft and says which account it reaches. Nothing is stored; a secret goes to the engine sealed, for an id
 * that nobody has. Throws `Problem` for what could not be saved either.
 */
export async function tryDraft(api: ApiContext, owner: string, draft: ConnectorDraft): Promise<{ account: string }> {
  const { database, engine, secrets } = api
  hurry(api, owner)
  if (draft.cloud === 'aws' && draft.externalId === undefined) throw withoutId()
  const { cloud } = draft
  const { settings, account, type, secret } = accessOf(draft, randomUUID)
  if (await isConnected(database, { cloud, account, type, settings })) throw alreadyConnected(account)
  if (settings.cloud === 'aws') await holdExternalIds(api, owner, settings)
  const id = randomUUID()
  const sealed = secret === undefined ? undefined : secrets.seal(secret, id)
  return engine.reach({ id, cloud, type, parent: undefined, settings, sealed })
}

/** The role demands one: without it the test would say nothing of the connector that is saved. */
function withoutId(): Problem {
  const message = 'A test needs the external id that the role demands. The guide makes one up.'
  return new Problem(400, `externalId: ${message}`, { errors: [{ field: 'externalId', message }] })
}

const period = 60_000
const most = 20
const tries = new WeakMap<ApiContext, Map<string, number[]>>()

/** Drafts name accounts and secrets freely: nobody tries hundreds. Throws `Problem` 429. */
function hurry(api: ApiContext, owner: string): void {
  const now = api.clock().getTime()
  const byOwner = tries.get(api) ?? new Map<string, number[]>()
  tries.set(api, byOwner)
  const recent = (byOwner.get(owner) ?? []).filter((time) => now - time < period)
  if (recent.length >= most) throw new Problem(429, `${most} tests in a minute are enough. Wait a minute.`)
  byOwner.set(owner, [...recent, now])
}
