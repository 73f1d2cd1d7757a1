import type { ConnectorDraft } from '../../shared/connector-draft.ts'
import { isExternalIdUsed } from '../store/connectors.ts'
import type { Database } from '../store/database.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

/** What the worker and its forms make up: for one connector alone. One of a company's own may serve many. */
const isMadeUp = (externalId: string) => /^plumbline-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(externalId)

type Held = { readonly owner: string; readonly until: number }
const held = new WeakMap<Database, Map<string, Held>>()
/** Milliseconds; whoever makes a role meanwhile tests again. */
const life = 24 * 3_600_000
const most = 1000

/**
 * Throws `Problem` where an external id was made for another connector: with it somebody could have the worker enter an
 * account on the trust that was given to them. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export async function refuseUsedId({ database }: ApiContext, externalId: string, except?: string): Promise<void> {
  if (isMadeUp(externalId) && (await isExternalIdUsed(database, externalId, except))) throw taken('connector')
}

/**
 * Keeps the external id of a draft for whoever tests or saves it first, so that the one that was tested is the one that is
 * saved. Throws `Problem` where it belongs to a connector, or to a draft of somebody else.
 */
export async function holdExternalId(api: ApiContext, owner: string, draft: ConnectorDraft): Promise<void> {
  const externalId = draft.cloud === 'aws' ? draft.externalId : undefined
  if (externalId === undefined || !isMadeUp(externalId)) return
  await refuseUsedId(api, externalId)
  const now = api.clock().getTime()
  const ids = held.get(api.database) ?? new Map<string, Held>()
  held.set(api.database, ids)
  const known = ids.get(externalId)
  if (known && known.owner !== owner && known.until > now) throw taken('draft')
  ids.delete(externalId)
  if (ids.size >= most) ids.delete(ids.keys().next().value ?? '')
  ids.set(externalId, { owner, until: now + life })
}

function taken(what: 'connector' | 'draft'): Problem {
  const whose = what === 'connector' ? 'another connector' : 'a connector that somebody else is making'
  const detail = `This external id was made for ${whose}.`
  return new Problem(409, detail, {
    advice: 'Make a new one, put it into the trust policy of the role, and try again.',
    errors: [{ field: 'externalId', message: detail }],
  })
}
