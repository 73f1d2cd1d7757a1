import type { Cloud } from '../../shared/resource.ts'
import type { Bucket } from './cache.ts'
import type { Hit } from './messages.ts'

/** A resource with something to show, as the index knows it. */
export type Entry = {
  readonly rid: number
  readonly id: string
  readonly name: string
  readonly place: Place
  /** CIDs. */
  readonly failing: readonly number[]
  readonly unknown: readonly number[]
}

/** What many resources share. */
export type Place = {
  readonly type: string
  readonly cloud: Cloud
  readonly account: string
  readonly region: string
}

/** What a hit says of a control. */
export type ControlLabel = Hit['controls'][number]

/** The entries as columns: a quarter of the size, and read back several times faster than as objects. */
export type CompactIndex = {
  readonly controls: readonly ControlLabel[]
  readonly places: readonly Place[]
  readonly ids: readonly string[]
  readonly names: readonly string[]
  /** For each entry: rid, index of its place, number of failing and of unknown controls. */
  readonly numbers: Uint32Array
  /** The CIDs of all entries, one after the other: failing, then unknown. */
  readonly cids: Uint32Array
}

/** Entries → columns. */
export function pack(entries: readonly Entry[], controls: readonly ControlLabel[]): CompactIndex {
  const places = new Map<string, { readonly place: Place; readonly at: number }>()
  const numbers = new Uint32Array(entries.length * 4)
  const cids: number[] = []
  entries.forEach(({ rid, place, failing, unknown }, i) => {
    const key = JSON.stringify([place.type, place.cloud, place.account, place.region])
    const at = places.get(key)?.at ?? places.size
    if (at === places.size) places.set(key, { place, at })
    numbers.set([rid, at, failing.length, unknown.length], i * 4)
    cids.push(...failing, ...unknown)
  })
  return {
    controls,
    places: [...places.values()].map(({ place }) => place),
    ids: entries.map(({ id }) => id),
    names: entries.map(({ name }) => name),
    numbers,
    cids: Uint32Array.from(cids),
  }
}

/** Columns → entries. */
export function unpack({ places, ids, names, numbers, cids }: CompactIndex): Entry[] {
  let at = 0
  const take = (count: number) => {
    at += count
    return Array.from(cids.subarray(at - count, at))
  }
  return ids.map((id, i) => {
    const [rid = 0, place = 0, failing = 0, unknown = 0] = numbers.subarray(i * 4, i * 4 + 4)
    return {
      rid,
      id,
      name: names[i] ?? '',
      place: places[place] as Place,
      failing: take(failing),
      unknown: take(unknown),
    }
  })
}

/** The entries of a bucket: its resources that have an evaluation. */
export function entriesOf({ resources, evaluations }: Pick<Bucket, 'resources' | 'evaluations'>): Entry[] {
  const byRid = new Map<number, { failing: number[]; unknown: number[] }>()
  for (const [cid, rid, result] of evaluations) {
    const found = byRid.get(rid) ?? { failing: [], unknown: [] }
    byRid.set(rid, found)
    found[result === 1 ? 'failing' : 'unknown'].push(cid)
  }
  return resources.flatMap(([rid, id, type, name, cloud, account, region]) => {
    const found = byRid.get(rid)
    return found ? [{ rid, id, name, place: { type, cloud, account, region }, ...found }] : []
  })
}
