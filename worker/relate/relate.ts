import type { ResourceType } from '../resource-type.ts'
import type { Database } from '../store/database.ts'
import { findTargets } from './find-targets.ts'
import { nameTargets } from './name-targets.ts'
import { relationsOf } from './relations.ts'

/** Resources whose relations are read in one batch, about. */
const span = 1000

/**
 * Joins what belongs together in one connector: reads the relations of the resources that changed since the last time,
 * then finds every target anew. Where nothing changed it writes nothing.
 */
export async function relate(db: Database, connector: number, types: Iterable<ResourceType>): Promise<void> {
  const declared = relationsOf(types)
  const from = await relatedUpTo(db, connector)
  let after = from
  for (let to = await endOfSpan(db, connector, after); to > after; to = await endOfSpan(db, connector, after)) {
    await db.write(nameTargets({ connector, after, to }, declared))
    after = to
  }
  if (after === from) return
  for (const relation of declared) await db.write([findTargets(relation, { connector })])
  await db.write([{ sql: 'UPDATE connectors SET related = ? WHERE no = ?', args: [after, connector] }])
}

/** The same for a single resource, leaving the others for the next run. */
export async function relateOne(
  db: Database,
  { connector, rid }: { readonly connector: number; readonly rid: number },
  type: ResourceType,
): Promise<void> {
  const declared = relationsOf([type])
  if (declared.length === 0) return
  await db.write([
    ...nameTargets({ connector, rid }, declared),
    ...declared.map((relation) => findTargets(relation, { connector, rid })),
  ])
}

async function relatedUpTo(db: Database, connector: number): Promise<number> {
  const { rows } = await db.client.execute({ sql: 'SELECT related FROM connectors WHERE no = ?', args: [connector] })
  return Number(rows[0]?.related ?? 0)
}

/** The `seq` of the last resource of the span that begins behind `after`; `after` itself when there is none. */
async function endOfSpan(db: Database, connector: number, after: number): Promise<number> {
  const { rows } = await db.client.execute({
    sql: `SELECT max(seq) AS seq FROM (SELECT seq FROM resources INDEXED BY resources_by_seq
          WHERE seq > ? AND connector = ? ORDER BY seq LIMIT ${span})`,
    args: [after, connector],
  })
  return Number(rows[0]?.seq ?? after)
}
