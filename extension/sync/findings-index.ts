import type { Criticality } from '../../shared/evaluation.ts'
import { criticalities } from '../../shared/evaluation.ts'
import type { Cloud } from '../../shared/resource.ts'
import { type CompactIndex, type ControlLabel, type Entry, unpack } from './compact-index.ts'
import type { Hit } from './messages.ts'
import { fold, idTexts, nameText } from './resource-texts.ts'

/** What names what in one account. `null`: the text names more than one resource, so it names none. */
export type AccountIndex = {
  readonly ids: ReadonlyMap<string, Entry | null>
  readonly names: ReadonlyMap<string, readonly Entry[]>
}

/** Everything in memory that questions are answered from. */
export type FindingsIndex = {
  /** Worst first. */
  readonly entries: readonly Entry[]
  readonly controls: ReadonlyMap<number, ControlLabel>
  readonly byId: (id: string) => Entry | undefined
  /** Built when it is first asked for. */
  readonly account: (cloud: Cloud, account: string) => AccountIndex
  readonly hit: (entry: Entry) => Hit
}

export function findingsIndex(compact: CompactIndex): FindingsIndex {
  const entries = unpack(compact)
  const controls = new Map(compact.controls.map((control) => [control.cid, control]))
  const byAccount = Map.groupBy(entries, ({ place }) => accountKey(place.cloud, place.account))
  const accounts = new Map<string, AccountIndex>()
  const hits = new Map<Entry, Hit>()
  const hit = (entry: Entry) => {
    const known = hits.get(entry) ?? hitOf(entry, controls)
    hits.set(entry, known)
    return known
  }
  const byId = once(() => new Map(entries.map((entry) => [fold(entry.place.cloud, entry.id), entry])))
  const sorted = once(() => sortWorstFirst(entries, controls))
  return {
    get entries() {
      return sorted()
    },
    controls,
    byId: (id) => byId().get(id) ?? byId().get(id.toLowerCase()),
    account(cloud, account) {
      const key = accountKey(cloud, account)
      const known = accounts.get(key) ?? accountIndex(byAccount.get(key) ?? [])
      accounts.set(key, known)
      return known
    },
    hit,
  }
}

/** Cloud and account cannot be told apart wrongly: no cloud's name holds a space. */
const accountKey = (cloud: Cloud, account: string) => `${cloud} ${fold(cloud, account)}`

function accountIndex(entries: readonly Entry[]): AccountIndex {
  const ids = new Map<string, Entry | null>()
  const names = new Map<string, Entry[]>()
  for (const entry of entries) {
    for (const text of idTexts(entry)) {
      const other = ids.get(text)
      ids.set(text, other === undefined || other?.id === entry.id ? entry : null)
    }
    const name = nameText(entry)
    if (name !== undefined) names.set(name, [...(names.get(name) ?? []), entry])
  }
  return { ids, names }
}

function hitOf({ id, name, place, failing, unknown }: Entry, controls: ReadonlyMap<number, ControlLabel>): Hit {
  const failed = failing
    .flatMap((cid) => controls.get(cid) ?? [])
    .sort((a, b) => rank(a.criticality) - rank(b.criticality) || a.cid - b.cid)
  return {
    resource: { id, name, ...place },
    failing: failing.length,
    unknown: unknown.length,
    worst: worstOf(failing.length > 0 ? failing : unknown, controls),
    controls: failed.slice(0, 6),
  }
}

const rank = (criticality: Criticality) => criticalities.indexOf(criticality)

/** A control whose text has not come yet counts as LOW. */
function worstOf(cids: readonly number[], controls: ReadonlyMap<number, ControlLabel>): Criticality {
  const ranks = cids.map((cid) => rank(controls.get(cid)?.criticality ?? 'LOW'))
  return criticalities[Math.min(...ranks)] ?? 'LOW'
}

/** By code unit: a collator takes seconds for 50,000 names. */
function sortWorstFirst(entries: readonly Entry[], controls: ReadonlyMap<number, ControlLabel>): Entry[] {
  return entries
    .map((entry) => ({ entry, worst: rank(worstOf(entry.failing, controls)) }))
    .sort(
      (a, b) =>
        a.worst - b.worst ||
        b.entry.failing.length - a.entry.failing.length ||
        (a.entry.name < b.entry.name ? -1 : Number(a.entry.name > b.entry.name)),
    )
    .map(({ entry }) => entry)
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
