import type { SyncPage } from '../../shared/sync.ts'
import type { Database } from './database.ts'

export type SyncQuery = {
  /** The `seq` of the page before; 0 at first. */
  readonly after: number
  /** The cache's; when it is not this database's, the feed starts again from 0. */
  readonly epoch?: string
  /** Rows on a page, about: a batch is never split. */
  readonly limit?: number
}

/** One page of the change feed as JSON text, ready to be sent. */
export async function syncPageText(db: Database, query: SyncQuery): Promise<string> {
  throw new Error(`not built yet ${db.epoch} ${query.after}`)
}

/** One page of the change feed. */
export const syncPage = async (db: Database, query: SyncQuery): Promise<SyncPage> =>
  JSON.parse(await syncPageText(db, query))
