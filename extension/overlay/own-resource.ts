import type { Hit, PageIdentity } from '../sync/messages.ts'
import { isOwn } from './live-badges.ts'

type Lookup = (identity: PageIdentity, texts: readonly string[]) => Promise<Readonly<Record<string, Hit>>>

/** The findings of the resource that the page is about, whether its name can be found on the page or not. */
export async function ownHit(identity: PageIdentity, lookup: Lookup): Promise<Hit | undefined> {
  const { id, account } = identity
  if (!id || account === '') return undefined
  const hits = await lookup(identity, [id])
  return Object.values(hits).find((hit) => isOwn(hit, identity))
}
