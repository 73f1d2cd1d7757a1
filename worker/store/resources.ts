import type { Cloud } from '../../shared/resource.ts'
import type { FoundResource } from '../found-resource.ts'
import type { Database } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** One resource type in one region of one connector: what a list covers. */
export type Shard = {
  /** The connector's number. */
  readonly connector: number
  readonly cloud: Cloud
  readonly account: string
  readonly type: string
  readonly region: string
}

type Known = { readonly rid: number; readonly hash: string; readonly isGone: boolean; readonly type: string }

export type Stored = {
  /** The rid of each resource given; `undefined` for an id that another resource type holds already. */
  readonly rids: readonly (number | undefined)[]
  /** Rows that had changed. */
  readonly written: number
}

/**
 * Stores what changed of a batch, at most 2,000 resources: new ones, others, and those that are back. One that the run
 * has seen before stays as it was seen first: pages may overlap.
 */
export async function storeResources(
  db: Database,
  shard: Shard,
  batch: readonly FoundResource[],
  { isSeen, now }: { readonly isSeen: (rid: number) => boolean; readonly now: Date },
): Promise<Stored> {
  const unique = [...new Map(batch.toReversed().map((found) => [found.key, found])).values()].toReversed()
  const known = await findKnown(db, shard.connector, unique)
  const changed = unique.filter(({ key, hash }) => {
    const row = known.get(key)
    return !row || (row.type === shard.type && !isSeen(row.rid) && (row.isGone || row.hash !== hash))
  })
  const written = changed.length === 0 ? new Map<string, number>() : await upsert(db, shard, changed, now)
  const ridOf = (key: string) => {
    const row = known.get(key)
    if (row && row.type !== shard.type) return undefined
    return row?.rid ?? written.get(key)
  }
  return { rids: batch.map(({ key }) => ridOf(key)), written: written.size }
}

async function findKnown(db: Database, connector: number, batch: readonly FoundResource[]) {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(json_array(known.key, rid, hash, gone IS NOT NULL, known.type)) AS text
          FROM json_each(?) AS found CROSS JOIN resources AS known ON connector = ? AND known.key = found.value`,
    args: [JSON.stringify(batch.map(({ key }) => key)), connector],
  })
  const known = JSON.parse(String(rows[0]?.text)) as [string, number, string, 0 | 1, string][]
  return new Map(
    known.map(([key, rid, hash, gone, type]): [string, Known] => [key, { rid, hash, isGone: gone === 1, type }]),
  )
}

async function upsert(db: Database, shard: Shard, changed: readonly FoundResource[], now: Date) {
  const rows = changed.map(({ id, key, name, region, tags, config, unread, hash }) => [
    id,
    key,
    name,
    region,
    tags,
    config,
    JSON.stringify(unread),
    hash,
  ])
  const { connector, type, cloud, account, region } = shard
  const args = { rows: JSON.stringify(rows), connector, type, cloud, account, shard: region, now: now.toISOString() }
  const [, result] = await db.write([takeSeq, { sql: upsertStatement, args }])
  return new Map((result?.rows ?? []).map((row) => [String(row.key), Number(row.rid)]))
}

const upsertStatement = `
  INSERT INTO resources (connector, id, key, type, name, cloud, account, region, shard, tags, config, unread, hash,
    firstDiscovered, found, seq)
  SELECT :connector, value->>0, value->>1, :type, value->>2, :cloud, :account, value->>3, :shard, value->>4, value->>5,
    value->>6, value->>7, :now, :now, ${seqText}
  FROM json_each(:rows) WHERE true
  ON CONFLICT (connector, key) DO UPDATE SET
    id = excluded.id, name = excluded.name, account = excluded.account, region = excluded.region, shard = excluded.shard,
    tags = excluded.tags, config = excluded.config, unread = excluded.unread, hash = excluded.hash,
    found = excluded.found, gone = NULL, seq = excluded.seq
  WHERE type = excluded.type AND (hash <> excluded.hash OR gone IS NOT NULL)
  RETURNING rid, key`

/** Marks what a complete list lacked as gone, 500 at a time; answers how many. Triggers take their evaluations along. */
export async function markGone(
  db: Database,
  shard: Shard,
  isSeen: (rid: number) => boolean,
  now: Date,
): Promise<number> {
  let [after, count] = [0, 0]
  for (;;) {
    const page = await ridsAfter(db, shard, after)
    const lacking = page.filter((rid) => !isSeen(rid))
    for (let start = 0; start < lacking.length; start += 500)
      await markGoneByRid(db, lacking.slice(start, start + 500), now)
    count += lacking.length
    after = page.at(-1) ?? after
    if (page.length < pageSize) return count
  }
}

/** Marks resources as gone: tombstones for them and their evaluations follow by trigger. */
export async function markGoneByRid(db: Database, rids: readonly number[], now: Date): Promise<void> {
  await db.write([
    takeSeq,
    {
      sql: `UPDATE resources SET gone = :now, seq = ${seqText}
            WHERE gone IS NULL AND rid IN (SELECT value FROM json_each(:rids))`,
      args: { now: now.toISOString(), rids: JSON.stringify(rids) },
    },
  ])
}

const pageSize = 5000

async function ridsAfter(db: Database, { connector, type, region }: Shard, after: number): Promise<readonly number[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(rid) AS text FROM (SELECT rid FROM resources
          WHERE connector = ? AND type = ? AND shard = ? AND gone IS NULL AND rid > ? ORDER BY rid LIMIT ${pageSize})`,
    args: [connector, type, region, after],
  })
  return JSON.parse(String(rows[0]?.text)) as number[]
}

/** The rid of the resource that stands for the account, where it is there. */
export async function findAccountResource(db: Database, { connector, type }: Shard): Promise<number | undefined> {
  const { rows } = await db.client.execute({
    sql: 'SELECT rid FROM resources WHERE connector = ? AND type = ? AND gone IS NULL ORDER BY rid LIMIT 1',
    args: [connector, type],
  })
  return rows[0] && Number(rows[0].rid)
}
