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
  const named = `json_each(:declared) AS declared
    JOIN json_each(resource.config, '$."' || (declared.value->>2) || '"') AS named
      ON declared.value->>0 = resource.type AND named.type = 'text' AND named.value <> ''`
  const resources = `(SELECT rid, type, config, gone FROM ${some}) AS resource`
  return [
    {
      sql: `INSERT INTO associations ("from", relation, target)
            SELECT resource.rid, declared.value->>1, named.value FROM ${resources} CROSS JOIN ${named}
            WHERE resource.gone IS NULL ON CONFLICT DO NOTHING`,
      args,
    },
    {
      sql: `DELETE FROM associations WHERE rowid IN (
              SELECT known.rowid FROM ${resources} CROSS JOIN associations AS known ON known."from" = resource.rid
              WHERE resource.gone IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM ${named} WHERE declared.value->>1 = known.relation AND named.value = known.target))`,
      args,
    },
  ]
}
