import { isExternalIdUsed } from '../store/connectors.ts'
import type { Database } from '../store/database.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

/** What the worker and its forms make up: for one connector alone. One of a company's own may serve many. */
const isMadeUp = (externalId: string) => /^plumbline-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(externalId)

/** The part of a draft or a patch that names external ids: its own, and the one of an organization's members. */
type Named = {
  readonly externalId?: string | undefined
  readonly members?: { readonly externalId?: string | undefined } | undefined
}

type Held = { readonly owner: string; readonly until: number }
const held = new WeakMap<Database, Map<string, Held>>()
/** Milliseconds; whoever makes a role meanwhile tests again. */
const life = 24 * 3_600_000
/** Of one owner; more push out that owner's own, never those of somebody else. */
const most = 100

/**
 * Keeps the external ids of a draft or a patch for whoever tests or saves them first, so that the one that was tested is
 * the one that is saved. Throws `Problem` where one belongs to a connector other than `except` and its members, or to a
 * draft of somebody else: with it one could have the worker enter an account on the trust that was given to them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export async function holdExternalIds(api: ApiContext, owner: string, named: Named, except?: string): Promise<void> {
  const ids = [...new Set([named.externalId, named.members?.externalId])].filter((id) => id !== undefined)
  for (const id of ids.filter(isMadeUp)) {
    if (await isExternalIdUsed(api.database, id, except)) throw taken('connector')
    hold(api, owner, id)
  }
}

function hold({ database, clock }: ApiContext, owner: string, id: string): void {
  const now = clock().getTime()
  const all = held.get(database) ?? new Map<string, Held>()
  held.set(database, all)
  const known = all.get(id)
  if (known && known.owner !== owner && known.until > now) throw taken('draft')
  all.delete(id)
  const own = [...all].filter(([, one]) => one.owner === owner)
  if (own.length >= most) all.delete(own[0]?.[0] ?? '')
  all.set(id, { owner, until: now + life })
}

function taken(what: 'connector' | 'draft'): Problem {
  const whose = what === 'connector' ? 'another connector' : 'a connector that somebody else is making'
  const detail = `This external id was made for ${whose}.`
  return new Problem(409, detail, {
    advice: 'Make a new one, put it into the trust policy of the role, and try again.',
    errors: [{ field: 'externalId', message: detail }],
  })
}
