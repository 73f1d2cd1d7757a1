import { setImmediate } from 'node:timers/promises'
import type { Unread } from '../../shared/resource.ts'
import type { Database } from './database.ts'
import type { Shard } from './resources.ts'

/** A stored resource as the evaluation needs it. */
export type StoredResource = {
  readonly rid: number
  readonly id: string
  readonly name: string
  readonly region: string
  readonly tags: Readonly<Record<string, string>>
  readonly config: Readonly<Record<string, unknown>>
  readonly unread: readonly Unread[]
}

const pageSize = 500

const row = `json_object('rid', rid, 'id', id, 'name', name, 'region', region, 'tags', json(tags), 'config', json(config),
  'unread', json(unread))`

/** Streams the resources of a shard that are there, page by page, in the order of their numbers. */
export async function* pagesOf(db: Database, shard: Pick<Shard, 'connector' | 'type' | 'region'>) {
  for (let after = 0; ; ) {
    const page = await readPage(db, shard, after)
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)?.rid ?? after
    // Reads are synchronous underneath: others get their turn, and native statements are freed.
    await setImmediate()
  }
}

async function readPage(
  db: Database,
  { connector, type, region }: Pick<Shard, 'connector' | 'type' | 'region'>,
  after: number,
) {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(${row}) AS text FROM (SELECT * FROM resources
          WHERE connector = ? AND type = ? AND shard = ? AND gone IS NULL AND rid > ? ORDER BY rid LIMIT ${pageSize})`,
    args: [connector, type, region, after],
  })
  return JSON.parse(String(rows[0]?.text)) as readonly StoredResource[]
}

/** The resources with these numbers that are there. */
export async function resourcesByRid(db: Database, rids: readonly number[]): Promise<readonly StoredResource[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(${row}) AS text FROM resources
          WHERE gone IS NULL AND rid IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(rids)],
  })
  return JSON.parse(String(rows[0]?.text)) as readonly StoredResource[]
}
