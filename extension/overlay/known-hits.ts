import { readArmId, shortId } from '../../shared/console-links/index.ts'
import type { Hit, PageIdentity } from '../sync/messages.ts'
import type { Source } from './find-sources.ts'

type Lookup = (identity: PageIdentity, texts: readonly string[]) => Promise<Readonly<Record<string, Hit>>>

const mostKnown = 100_000
const mostAtOnce = 20_000

/** What the background has said about texts of this page, what it does not know included. */
export function knownHits(identity: PageIdentity, lookup: Lookup) {
  const known = new Map<string, Hit | null>()

  async function ask(asked: PageIdentity, texts: readonly string[]): Promise<void> {
    const hits = asked.account === '' ? {} : await lookup(asked, texts)
    for (const text of texts) {
      const hit = Object.hasOwn(hits, text) ? (hits[text] ?? null) : null
      known.set(text, hit && isOf(hit, asked) ? hit : null)
    }
  }

  return {
    isKnown: ({ texts }: Source) => texts.every((text) => known.has(text)),
    /** The resource that a source names, once its texts are known. */
    hitOf(source: Source): Hit | undefined {
      const hit = source.texts.map((text) => known.get(text)).find((found) => found)
      return hit && (source.node instanceof Text || isNamedBy(source.node.textContent, hit)) ? hit : undefined
    },
    /** Asks about all the texts that are not known yet: one question, or one per Azure subscription. */
    async learn(sources: readonly Source[]): Promise<void> {
      if (known.size > mostKnown) known.clear()
      const texts = new Set(sources.flatMap((source) => source.texts).filter((text) => !known.has(text)))
      for (const [asked, part] of questions(identity, [...texts])) await ask(asked, part)
    },
    forget: () => known.clear(),
  }
}

/** An ARM id says its subscription, so it is asked for in that one; every other text belongs to the page's account. */
function questions(identity: PageIdentity, texts: readonly string[]): (readonly [PageIdentity, readonly string[]])[] {
  const groups = Map.groupBy(
    texts,
    (text) => (identity.cloud === 'azure' && readArmId(text)?.account) || identity.account,
  )
  return [...groups].flatMap(([account, all]) => {
    const asked = account === identity.account ? identity : { cloud: identity.cloud, account }
    return parts(all).map((part) => [asked, part] as const)
  })
}

const parts = (texts: readonly string[]) =>
  Array.from({ length: Math.ceil(texts.length / mostAtOnce) }, (_, at) =>
    texts.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  )

/** The background keeps accounts apart; a mistake there must not show here either. */
function isOf({ resource }: Hit, { cloud, account }: PageIdentity): boolean {
  return account !== '' && resource.cloud === cloud && resource.account.toLowerCase() === account.toLowerCase()
}

/** Tabs and menus link to the resource too: only a link that shows its name, perhaps cut short, stands for it. */
function isNamedBy(text: string | null, { resource }: Hit): boolean {
  const shown = (text ?? '').trim().toLowerCase()
  const names = [resource.name, shortId(resource), resource.id].map((name) => name.toLowerCase())
  const start = /^(.{4,})(?:…|\.\.\.)$/.exec(shown)?.[1]
  return names.some((name) => name === shown || (start !== undefined && name.startsWith(start)))
}
