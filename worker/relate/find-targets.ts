import type { InStatement } from '@libsql/client'
import type { Declared } from './relations.ts'

/**
 * Points the associations of one relation at the resources that they name, where that changed; `rid` narrows it to one
 * resource. A target that the inventory does not hold, or that is gone, is null.
 */
export function findTargets(
  { from, name, type, match }: Declared,
  { connector, rid }: { readonly connector: number; readonly rid?: number | undefined },
): InStatement {
  const sources = `resources AS source CROSS JOIN associations AS named ON named."from" = source.rid AND named.relation = :name`
  const narrow = `source.connector = :connector AND source.type = :from${rid === undefined ? '' : ' AND source.rid = :rid'}`
  const found = match === undefined ? byId(type) : byField()
  return {
    // Materialised step by step: left alone, the planner reads all associations once for each resource.
    sql: `WITH ${found.with} changed AS MATERIALIZED (
        SELECT named.rowid AS row, ${found.rid} AS rid FROM ${sources} ${found.join}
        WHERE ${narrow} AND named."to" IS NOT ${found.rid})
      UPDATE associations SET "to" = changed.rid FROM changed WHERE associations.rowid = changed.row`,
    args: {
      connector,
      from,
      name,
      target: type,
      ...(match && { path: `$."${match}"` }),
      ...(rid !== undefined && { rid }),
    },
  }
}

const byId = (type: string) => ({
  with: '',
  rid: 'target.rid',
  join: `LEFT JOIN resources AS target INDEXED BY resources_by_key ON target.connector = :connector
    AND target.key = ${type.startsWith('azure.') ? 'lower(named.target)' : 'named.target'}
    AND target.type = :target AND target.gone IS NULL`,
})

/** Names repeat over regions: the one in the source's own region comes first. */
const byField = () => ({
  with: `targets AS MATERIALIZED (
      SELECT CAST(config->>:path AS TEXT) AS value, shard, min(rid) AS rid FROM resources
      WHERE connector = :connector AND type = :target AND gone IS NULL GROUP BY 1, 2),
    anywhere AS MATERIALIZED (SELECT value, min(rid) AS rid FROM targets GROUP BY 1),`,
  rid: 'coalesce(near.rid, far.rid)',
  join: `LEFT JOIN targets AS near ON near.value = named.target AND near.shard = source.shard
    LEFT JOIN anywhere AS far ON far.value = named.target`,
})
