import { digest } from '../canonical.ts'
import type { Relation, ResourceType } from '../resource-type.ts'
import type { Database } from '../store/database.ts'

/** A join that a resource type declares. */
export type Declared = Relation & { readonly from: string; readonly name: string }

export const relationsOf = (types: Iterable<ResourceType>): readonly Declared[] =>
  [...types].flatMap(({ type, relations = {} }) =>
    Object.entries(relations).map(([name, relation]) => ({ ...relation, from: type, name })),
  )

/** Has every connector's relations read anew when the declarations are others than those of the last start. */
export async function noticeRelations(db: Database, types: Iterable<ResourceType>): Promise<void> {
  const signature = digest(JSON.stringify(relationsOf(types)))
  const { rows } = await db.client.execute(`SELECT value FROM meta WHERE key = 'relations'`)
  if (rows[0]?.value === signature) return
  await db.write([
    'UPDATE connectors SET related = 0',
    {
      sql: `INSERT INTO meta (key, value) VALUES ('relations', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      args: [signature],
    },
  ])
}
