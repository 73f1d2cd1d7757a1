import type { Resource, ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { type ListedResource, listedColumns, listedJoins, toListed } from './resources.ts'

/** A resource that names another, or is named by it. `target` is what it names; `resource` the one, where it is known. */
export type Association = {
  readonly relation: string
  readonly direction: 'to' | 'from'
  readonly target: string
  readonly resource?: AssociatedResource
}

/** What a list of associations shows of the other one; `state` and `vulnerabilities` where its configuration has them. */
export type AssociatedResource = ResourceRef & {
  readonly firstDiscovered: string
  readonly state?: string
  readonly vulnerabilities?: { readonly confirmed: number; readonly potential: number }
}

/** How many associations there are of one relation and type; without a type where what is named is not known. */
export type AssociationCount = {
  readonly direction: 'to' | 'from'
  readonly relation: string
  readonly type?: string
  readonly count: number
}

export type ResourceDetail = Resource &
  ListedResource & {
    readonly associations: readonly Association[]
    /** When what was read of it last differed from what was known. */
    readonly lastChanged: string
    /** How many there are, also where not all are told. */
    readonly associationCounts: readonly AssociationCount[]
  }

/** Associations of one resource that are told, each way; a large number of one type hides no other. */
const most = 200

/** A resource with all that is known of it; also one that is gone. Azure's ids are found in any case. */
export async function findResource(
  db: Database,
  id: string,
): Promise<{ readonly rid: number; readonly resource: ResourceDetail } | undefined> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${listedColumns}, r.found, r.config, r.unread FROM resources r ${listedJoins}
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
    lastChanged: String(row.found),
    config: JSON.parse(String(row.config)) as Resource['config'],
    unread: JSON.parse(String(row.unread)) as Resource['unread'],
    associations: [...to, ...from],
    associationCounts,
  }
  return { rid, resource }
}

async function countAssociations(db: Database, rid: number): Promise<readonly AssociationCount[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT 'to' AS direction, a.relation, r.type, count(*) AS count
            FROM associations a LEFT JOIN resources r ON r.rid = a."to" AND r.gone IS NULL
            WHERE a."from" = :rid GROUP BY a.relation, r.type
          UNION ALL
          SELECT 'from', a.relation, r.type, count(*)
            FROM associations a JOIN resources r ON r.rid = a."from" AND r.gone IS NULL
            WHERE a."to" = :rid GROUP BY a.relation, r.type`,
    args: { rid },
  })
  return rows.map(({ direction, relation, type, count }) => ({
    direction: direction === 'to' ? 'to' : 'from',
    relation: String(relation),
    ...(type === null ? {} : { type: String(type) }),
    count: Number(count),
  }))
}

async function associations(db: Database, rid: number, direction: 'to' | 'from'): Promise<readonly Association[]> {
  const [own, other, join] = direction === 'to' ? ['"from"', '"to"', 'LEFT JOIN'] : ['"to"', '"from"', 'JOIN']
  const { rows } = await db.client.execute({
    sql: `SELECT a.relation, a.target, r.id, r.type, r.name, r.cloud, r.account, r.region, r."firstDiscovered",
            r.config ->> '$.state' AS state, r.config ->> '$.vulnerabilities.confirmed' AS confirmed,
            r.config ->> '$.vulnerabilities.potential' AS potential
          FROM (SELECT a.relation, a.target, r.rid,
              row_number() OVER (PARTITION BY a.relation, r.type ORDER BY a.target, r.rid) AS place
            FROM associations a ${join} resources r ON r.rid = a.${other} AND r.gone IS NULL
            WHERE a.${own} = ? ORDER BY place LIMIT ${most}) a
          LEFT JOIN resources r ON r.rid = a.rid ORDER BY a.relation, a.target, r.rid`,
    args: [rid],
  })
  return rows.map(({ relation, target, ...found }) => ({
    relation: String(relation),
    direction,
    target: String(target),
    ...(found.id ? { resource: toAssociated(found) } : {}),
  }))
}

const toAssociated = (row: Record<string, unknown>): AssociatedResource => ({
  ...toRef(row),
  firstDiscovered: String(row.firstDiscovered),
  ...(typeof row.state === 'string' ? { state: row.state } : {}),
  ...(typeof row.confirmed === 'number' && typeof row.potential === 'number'
    ? { vulnerabilities: { confirmed: row.confirmed, potential: row.potential } }
    : {}),
})

export const toRef = (row: Record<string, unknown>): ResourceRef => ({
  id: String(row.id),
  type: String(row.type),
  name: String(row.name),
  cloud: row.cloud as ResourceRef['cloud'],
  account: String(row.account),
  region: String(row.region),
})
