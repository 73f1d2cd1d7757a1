import type { Resource, ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { type ListedResource, listedColumns, listedJoins, toListed } from './resources.ts'

/** A resource that names another, or is named by it. `target` is what it names; `resource` the one, where it is known. */
export type Association = {
  readonly relation: string
  readonly direction: 'to' | 'from'
  readonly target: string
  readonly resource?: ResourceRef
}

export type ResourceDetail = Resource &
  ListedResource & {
    readonly associations: readonly Association[]
    /** How many there are each way, also where not all are told. */
    readonly associationCounts: { readonly to: number; readonly from: number }
  }

/** Associations of one resource that are told, each way. */
const most = 200

/** A resource with all that is known of it; also one that is gone. Azure's ids are found in any case. */
export async function findResource(
  db: Database,
  id: string,
): Promise<{ readonly rid: number; readonly resource: ResourceDetail } | undefined> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${listedColumns}, r.config, r.unread FROM resources r ${listedJoins}
          WHERE r.rid IN (SELECT rid FROM connectors CROSS JOIN resources ON connector = no AND key IN (:id, lower(:id)))
          ORDER BY r.gone IS NOT NULL, r.id <> :id, r.rid LIMIT 1`,
    args: { id },
  })
  const [row] = rows
  if (!row) return undefined
  const rid = Number(row.rid)
  const [to, from, associationCounts] = await Promise.all([
    associations(db, rid, 'to'),
    associations(db, rid, 'from'),
    countAssociations(db, rid),
  ])
  const resource = {
    ...toListed(row),
    config: JSON.parse(String(row.config)) as Resource['config'],
    unread: JSON.parse(String(row.unread)) as Resource['unread'],
    associations: [...to, ...from],
    associationCounts,
  }
  return { rid, resource }
}

async function countAssociations(db: Database, rid: number): Promise<ResourceDetail['associationCounts']> {
  const { rows } = await db.client.execute({
    sql: `SELECT (SELECT count(*) FROM associations WHERE "from" = :rid) AS "to",
            (SELECT count(*) FROM associations JOIN resources r ON r.rid = "from" AND r.gone IS NULL
             WHERE "to" = :rid) AS "from"`,
    args: { rid },
  })
  return { to: Number(rows[0]?.to), from: Number(rows[0]?.from) }
}

async function associations(db: Database, rid: number, direction: 'to' | 'from'): Promise<readonly Association[]> {
  const [own, other] = direction === 'to' ? ['"from"', '"to"'] : ['"to"', '"from"']
  const { rows } = await db.client.execute({
    sql: `SELECT a.relation, a.target, r.id, r.type, r.name, r.cloud, r.account, r.region
          FROM associations a LEFT JOIN resources r ON r.rid = a.${other} AND r.gone IS NULL
          WHERE a.${own} = ? ORDER BY a.relation, a.target, r.rid LIMIT ${most}`,
    args: [rid],
  })
  return rows.map(({ relation, target, ...found }) => ({
    relation: String(relation),
    direction,
    target: String(target),
    ...(found.id ? { resource: toRef(found) } : {}),
  }))
}

export const toRef = (row: Record<string, unknown>): ResourceRef => ({
  id: String(row.id),
  type: String(row.type),
  name: String(row.name),
  cloud: row.cloud as ResourceRef['cloud'],
  account: String(row.account),
  region: String(row.region),
})
