import type { Database } from './database.ts'
import type { Shard } from './resources.ts'

/** What a run learnt about a shard; what is left out stays as it was. */
export type Collection = {
  /** When its list was complete. */
  readonly found?: Date
  readonly evaluated?: Date
  /** Why its list is not complete; `null` when it is. */
  readonly failure?: string | null
}

/** Writes down how far a shard got. */
export async function saveCollection(
  db: Database,
  { connector, type, region }: Pick<Shard, 'connector' | 'type' | 'region'>,
  { found, evaluated, failure }: Collection,
): Promise<void> {
  await db.write([
    {
      sql: `INSERT INTO collections (connector, type, region, found, evaluated, failure)
            VALUES (:connector, :type, :region, :found, :evaluated, :failure)
            ON CONFLICT (connector, type, region) DO UPDATE SET
              found = coalesce(excluded.found, found), evaluated = coalesce(excluded.evaluated, evaluated),
              failure = iif(:keeps, failure, excluded.failure)`,
      args: {
        ...{ connector, type, region, failure: failure ?? null, keeps: failure === undefined ? 1 : 0 },
        found: found?.toISOString() ?? null,
        evaluated: evaluated?.toISOString() ?? null,
      },
    },
  ])
}
