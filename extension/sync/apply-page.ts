import type { SyncPage } from '../../shared/sync.ts'
import { applyToBuckets } from './apply-to-buckets.ts'
import { applyToTexts, emptyTexts, statusOf } from './apply-to-texts.ts'
import {
  type Bucket,
  bucketCount,
  type Cache,
  type Changes,
  type Cursor,
  type Generation,
  readRow,
  type State,
} from './cache.ts'
import { type ControlLabel, type Entry, entriesOf, pack, unpack } from './compact-index.ts'
import { text } from './text.ts'
import type { Position } from './worker-client.ts'
import { WorkerProblem } from './worker-problem.ts'

export type Applied = {
  /** Ask for the next page at once. */
  readonly more: boolean
  /** Other findings are shown now. */
  readonly changed: boolean
}

/** What to ask the worker for next. */
export async function nextPosition(cache: Cache): Promise<Position> {
  const cursor = await cursorOf(cache)
  return cursor ? { after: cursor.seq, epoch: cursor.epoch } : { after: 0 }
}

/**
 * Applies one page whole or not at all: rows, index, texts and position are one transaction, so a service worker that
 * is ended anywhere goes on where the last whole page left off. Throws when the cache moved since `asked`.
 */
export async function applyPage(cache: Cache, page: SyncPage, asked: Position, now: Date): Promise<Applied> {
  return cache.transaction('rw', cache.rows, cache.buckets, cache.pages, async () => {
    const state: State = (await readRow(cache, 'state')) ?? { key: 'state' }
    const cursor = state.building ?? state.shown
    if ((cursor?.seq ?? 0) !== asked.after || cursor?.epoch !== asked.epoch) throw new Error('the cache has moved')
    if (!cursor || page.epoch !== cursor.epoch || page.seq < cursor.seq) {
      const fresh = await startAgain(cache, state, page.epoch)
      // A page that was asked for with a position of another database is not the beginning of this one.
      return asked.after === 0 ? applyTo(cache, { ...state, building: fresh }, fresh, page, now) : again
    }
    return applyTo(cache, state, cursor, page, now)
  })
}

const again: Applied = { more: true, changed: false }

async function cursorOf(cache: Cache): Promise<Cursor | undefined> {
  const state = await readRow(cache, 'state')
  return state?.building ?? state?.shown
}

/** The shown rows stay until the last page of the new ones has come. */
async function startAgain(cache: Cache, { shown }: State, epoch: string): Promise<Cursor> {
  const generation = shown?.generation === 0 ? 1 : 0
  await wipe(cache, generation)
  await cache.pages.clear()
  const building: Cursor = { generation, epoch, seq: 0 }
  await cache.rows.put({ key: 'state', ...(shown && { shown }), building })
  return building
}

async function applyTo(cache: Cache, state: State, cursor: Cursor, page: SyncPage, now: Date): Promise<Applied> {
  if (page.more && page.seq === cursor.seq) throw new WorkerProblem(text.badPage)
  const { generation } = cursor
  const before = (await readRow(cache, `texts-${generation}`)) ?? emptyTexts(generation)
  const texts = applyToTexts(before, page)
  if (texts !== before) await cache.rows.put(texts)
  const at: Cursor = { generation, epoch: page.epoch, seq: page.seq }

  if (state.building && page.more) {
    const { seq, resources, evaluations, removed } = page
    await cache.pages.put({ seq, resources, evaluations, removed })
    await cache.rows.put({ ...state, building: at })
    return again
  }
  const touched = await applyToBuckets(cache, generation, [...(state.building ? await takePages(cache) : []), page])
  const changed = state.building !== undefined || texts.controls !== before.controls || touched.length > 0
  if (changed) await writeIndex(cache, generation, labels(texts.controls), state.building ? undefined : touched)
  if (state.building && state.shown) await wipe(cache, state.shown.generation)
  if (state.building || page.seq !== cursor.seq) await cache.rows.put({ key: 'state', shown: at })
  await cache.rows.put(statusOf(texts, page.more ? (await readRow(cache, 'status'))?.synced : now.toISOString()))
  return { more: page.more, changed }
}

const labels = (controls: SyncPage['controls']): ControlLabel[] =>
  controls.map(({ cid, title, criticality, remediation: { view } }) => ({
    cid,
    title,
    criticality,
    ...(view !== undefined && { view }),
  }))

/** The pages that were kept, in their order. Each was one quick write; as buckets, each would have rewritten them all. */
async function takePages(cache: Cache): Promise<Changes[]> {
  const pages = await cache.pages.orderBy('seq').toArray()
  await cache.pages.clear()
  return pages
}

/** Writes the index anew from all buckets, or only the part that the touched ones hold. */
async function writeIndex(cache: Cache, generation: Generation, controls: ControlLabel[], touched?: Bucket[]) {
  const row = touched && (await readRow(cache, 'index'))
  const kept = row ? unpack(row.index).filter(isOutside(touched)) : []
  const buckets = row
    ? touched
    : await cache.buckets
        .where('key')
        .between(...range(generation), true, false)
        .toArray()
  const entries: Entry[] = [...kept, ...buckets.flatMap(entriesOf)]
  await cache.rows.put({ key: 'index', index: pack(entries, controls) })
}

function isOutside(touched: readonly Bucket[]) {
  const lowBytes = new Set(touched.map(({ key }) => key % bucketCount))
  return ({ rid }: Entry) => !lowBytes.has(rid % bucketCount)
}

const range = (generation: Generation): [number, number] => [generation * bucketCount, (generation + 1) * bucketCount]

async function wipe(cache: Cache, generation: Generation): Promise<void> {
  await cache.buckets
    .where('key')
    .between(...range(generation), true, false)
    .delete()
  await cache.rows.delete(`texts-${generation}`)
}
