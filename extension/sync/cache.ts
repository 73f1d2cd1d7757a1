import Dexie, { type Table } from 'dexie'
import type { Control } from '../../shared/control.ts'
import type { Policy } from '../../shared/policy.ts'
import type { Summary } from '../../shared/summary.ts'
import type { SyncConnector, SyncEvaluation, SyncPage, SyncResource } from '../../shared/sync.ts'
import type { CompactIndex } from './compact-index.ts'
import type { Status } from './messages.ts'

/** Two sets of rows can stand side by side: the one that is shown, and the one of another database being fetched. */
export type Generation = 0 | 1
export type Cursor = { readonly generation: Generation; readonly epoch: string; readonly seq: number }

/** How far the cache is. `building` becomes `shown` with its last page. */
export type State = { readonly key: 'state'; readonly shown?: Cursor; readonly building?: Cursor }

export type Texts = {
  readonly key: `texts-${Generation}`
  readonly controls: readonly Control[]
  readonly policies: readonly Policy[]
  readonly connectors: readonly SyncConnector[]
  readonly summary?: Summary
}

/** The answer to `status`, but for what lives outside the cache. */
export type StatusRow = Pick<Status, 'synced' | 'problem' | 'summary' | 'connectors' | 'titles'> & {
  readonly key: 'status'
}

/** Rebuilds the index in memory after the service worker was ended, from one row. */
export type IndexRow = { readonly key: 'index'; readonly index: CompactIndex }

export type Row = State | Texts | StatusRow | IndexRow

/** The resources whose rid has the same lowest byte, with their failing and unknown evaluations. */
export type Bucket = {
  readonly key: number
  readonly resources: readonly SyncResource[]
  readonly evaluations: readonly SyncEvaluation[]
}

/** What a page of the change feed says about findings. While another database is fetched, its pages are kept as they came. */
export type Changes = Pick<SyncPage, 'resources' | 'evaluations' | 'removed'>
export type PageRow = Changes & { readonly seq: number }

export const bucketCount = 256

/** Key of the bucket that holds a resource. */
export const bucketOf = (generation: Generation, rid: number): number => generation * bucketCount + (rid % bucketCount)

export type Cache = Dexie & {
  rows: Table<Row, Row['key']>
  buckets: Table<Bucket, number>
  pages: Table<PageRow, number>
}

/**
 * The browser's copy of the findings. A row per finding would be fifty times slower to write; see `bucketOf`.
 * Nothing is indexed: lists are filtered and sorted in memory.
 */
export function openCache(name = 'plumbline'): Cache {
  const cache = new Dexie(name) as Cache
  cache.version(1).stores({ rows: 'key', buckets: 'key', pages: 'seq' })
  return cache
}

type RowOf<K, R = Row> = R extends { readonly key: infer Key } ? (K extends Key ? R : never) : never

/** One of the single rows, with its own type. */
export async function readRow<K extends Row['key']>(cache: Cache, key: K): Promise<RowOf<K> | undefined> {
  return (await cache.rows.get(key)) as RowOf<K> | undefined
}
