import type { InStatement } from '@libsql/client'
import type { Declared } from './relations.ts'

/** The resources whose relations are read: those that changed after one number up to another, or a single one. */
export type Scope =
  | { readonly connector: number; readonly after: number; readonly to: number }
  | { readonly connector: number; readonly rid: number }

/**
 * Writes down what the resources of a scope name, and forgets what they name no longer. Rows that stay are not touched.
 */
export function nameTargets(scope: Scope, declared: readonly Declared[]): readonly InStatement[] {
  const args = { ...scope, declared: JSON.stringify(declared.map(({ from, name, key }) => [from, name, key])) }
  const some =
    'rid' in scope
      ? 'resources WHERE rid = :rid AND connector = :connector'
      : 'resources INDEXED BY resources_by_seq WHERE seq > :after AND seq <= :to AND connector = :connector'
  const wanted = `
    WITH wanted ("from", relation, target) AS MATERIALIZED (
      SELECT DISTINCT resource.rid, declared.value->>1, named.value
      FROM (SELECT rid, type, config, gone FROM ${some}) AS resource
        JOIN json_each(:declared) AS declared ON declared.value->>0 = resource.type
        JOIN json_each(resource.config, '$."' || (declared.value->>2) || '"') AS named
      WHERE resource.gone IS NULL AND named.type = 'text' AND named.value <> '')`
  return [
    {
      sql: `${wanted} INSERT INTO associations ("from", relation, target) SELECT * FROM wanted WHERE true
            ON CONFLICT DO NOTHING`,
      args,
    },
    {
      sql: `${wanted} DELETE FROM associations WHERE "from" IN (SELECT rid FROM ${some})
            AND ("from", relation, target) NOT IN (SELECT * FROM wanted)`,
      args,
    },
  ]
}
