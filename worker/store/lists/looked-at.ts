import type { DateRange } from '../../../shared/date-range.ts'
import type { Database } from '../database.ts'
import type { Verdict } from './verdict.ts'

/** What shards know the time of. */
export type Look = 'found' | 'evaluated'

/**
 * Whether everything of a connector was last found, or evaluated, within a range: told by the oldest time among its
 * shards, for no resource's is older. A range that ends in the future has no end.
 */
export async function lookedAt(
  db: Database,
  look: Look,
  { from = '', to }: DateRange,
): Promise<(connector: number) => Verdict> {
  const { rows } = await db.client.execute(
    `SELECT shard.connector, min(coalesce(c.${look}, '')) AS oldest
     FROM (SELECT DISTINCT connector, type, shard FROM resources) AS shard
     LEFT JOIN collections c ON c.connector = shard.connector AND c.type = shard.type AND c.region = shard.shard
     GROUP BY shard.connector`,
  )
  const oldest = new Map(rows.map((row) => [Number(row.connector), String(row.oldest)]))
  return (connector) => {
    const time = oldest.get(connector) ?? ''
    if (to !== undefined && time >= to) return 'none'
    return to === undefined && time >= from ? 'all' : 'some'
  }
}
