import type { Entry } from './compact-index.ts'
import type { FindingsIndex } from './findings-index.ts'
import type { FindingsQuery, Hit } from './messages.ts'

/** Failing resources that match a question, worst first. */
export function findings(index: FindingsIndex, query: FindingsQuery): { total: number; hits: Hit[] } {
  const matching = matchingOf(index, query)
  const offset = query.offset ?? 0
  const limit = Math.min(query.limit ?? 100, 200)
  return { total: matching.length, hits: matching.slice(offset, offset + limit).map(hitFirst(index, query.cid)) }
}

/** The last list of each index, for it is asked for page by page. */
const last = new WeakMap<FindingsIndex, { readonly key: string; readonly matching: readonly Entry[] }>()

function matchingOf(index: FindingsIndex, { offset: _, limit: __, ...query }: FindingsQuery): readonly Entry[] {
  const key = JSON.stringify(query)
  const known = last.get(index)
  if (known?.key === key) return known.matching
  const isAsked = matcher(index, query)
  const matching = index.entries.filter((entry) => entry.failing.length > 0 && isAsked(entry))
  last.set(index, { key, matching })
  return matching
}

/** The control that was asked for leads. */
function hitFirst({ hit, controls }: FindingsIndex, cid: number | undefined): (entry: Entry) => Hit {
  const asked = cid === undefined ? undefined : controls.get(cid)
  if (!asked) return hit
  return (entry) => {
    const found = hit(entry)
    return { ...found, controls: [asked, ...found.controls.filter((other) => other.cid !== cid)].slice(0, 6) }
  }
}

function matcher(index: FindingsIndex, { text, cid, cloud, account, type, criticality }: FindingsQuery) {
  const isText = textMatcher(index, text?.trim().toLowerCase() ?? '')
  return (entry: Entry): boolean =>
    (cloud === undefined || entry.place.cloud === cloud) &&
    (account === undefined || entry.place.account === account) &&
    (type === undefined || entry.place.type === type) &&
    (cid === undefined || entry.failing.includes(cid)) &&
    (criticality === undefined || entry.failing.some((one) => index.controls.get(one)?.criticality === criticality)) &&
    isText(entry)
}

/** By name, id or account of the resource, or by title or CID of a control that it fails. */
function textMatcher({ controls }: FindingsIndex, text: string): (entry: Entry) => boolean {
  if (text === '') return () => true
  const number = Number(text.replace(/^cid\s*/, ''))
  const titled = [...controls.values()].filter(({ title, cid }) => cid === number || title.toLowerCase().includes(text))
  const cids = new Set(titled.map(({ cid }) => cid))
  return ({ id, name, place, failing }) =>
    name.toLowerCase().includes(text) ||
    id.toLowerCase().includes(text) ||
    place.account.toLowerCase().includes(text) ||
    failing.some((cid) => cids.has(cid))
}
