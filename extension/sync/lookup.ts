import type { Entry } from './compact-index.ts'
import type { AccountIndex, FindingsIndex } from './findings-index.ts'
import type { Hit, PageIdentity } from './messages.ts'
import { fold, resourceGroup } from './resource-texts.ts'

/** No id or name of a provider is longer. */
const longest = 2048

/**
 * Which of the texts on a page name a resource that has findings, in the page's own account and in no other. Ids match
 * anywhere; names only where the page tells which type it is about, and only when they can mean one resource.
 */
export function lookup(index: FindingsIndex, identity: PageIdentity, texts: readonly string[]): Record<string, Hit> {
  if (identity.account === '') return {}
  const account = index.account(identity.cloud, identity.account)
  const found = texts.flatMap((text): [string, Hit][] => {
    if (text.length > longest) return []
    const entry = resolve(account, identity, fold(identity.cloud, text.trim()))
    return entry ? [[text, index.hit(entry)]] : []
  })
  return Object.fromEntries(found)
}

function resolve({ ids, names }: AccountIndex, identity: PageIdentity, text: string): Entry | undefined {
  const byId = ids.get(text)
  if (byId) return byId
  if (!identity.type) return undefined
  const candidates = names.get(text)?.filter((entry) => isOnPage(entry, identity)) ?? []
  return candidates.length === 1 ? candidates[0] : undefined
}

/** Buckets and IAM users keep one name across regions, and their pages list all of them; the rest is per region. */
function isOnPage({ place, id }: Entry, identity: PageIdentity): boolean {
  if (place.type !== identity.type) return false
  if (place.cloud === 'azure') return isInGroupOf(id, identity.id)
  const isEverywhere = place.region === 'global' || place.type.endsWith('.bucket')
  return isEverywhere || !identity.region || identity.region === 'global' || isWithin(place.region, identity.region)
}

/** Azure names are unique within a resource group: the page's own, where its address has one. */
function isInGroupOf(id: string, pageId: string | undefined): boolean {
  const group = pageId && resourceGroup(pageId)
  return !group || resourceGroup(id) === group
}

/** A GCP zone such as `europe-west1-b` lies in its region. */
const isWithin = (region: string, page: string) =>
  region === page || (/^-[a-z]$/.test(region.slice(page.length)) && region.startsWith(page))
