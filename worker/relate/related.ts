import type { Related, RelatedResource } from '../evaluator.ts'
import type { ResourceType } from '../resource-type.ts'
import type { Database } from '../store/database.ts'
import { resourcesByRid, type StoredResource } from '../store/inventory.ts'

type Named = { readonly from: number; readonly relation: string; readonly to: number | null }

/**
 * What the controls may read through a page of resources: for each, relation by relation, the related resource's fields.
 * What is named but not in the inventory is `unread`, as is all when the field that would name it could not be read.
 */
export async function relatedOf(
  db: Database,
  type: ResourceType,
  page: readonly StoredResource[],
  used: readonly string[],
): Promise<(resource: StoredResource) => Related> {
  const relations = used.flatMap((name) => {
    const relation = type.relations?.[name]
    return relation ? [{ name, key: relation.key }] : []
  })
  if (relations.length === 0) return () => ({})

  const named = Map.groupBy(await readNamed(db, page, used), ({ from, relation }) => `${from} ${relation}`)
  const rids = new Set([...named.values()].flat().flatMap(({ to }) => to ?? []))
  const targets = new Map((await resourcesByRid(db, [...rids])).map((target) => [target.rid, toRelated(target)]))

  return (resource) =>
    Object.fromEntries(
      relations.map(({ name, key }) => {
        const found = (named.get(`${resource.rid} ${name}`) ?? []).map(({ to }) => to !== null && targets.get(to))
        return [name, relatedBy(resource, key, found)]
      }),
    )
}

function relatedBy(
  { config, unread }: StoredResource,
  key: string,
  found: readonly (RelatedResource | false | undefined)[],
): Related[string] {
  if (unread.some(({ field }) => field === key)) return 'unread'
  const present = found.filter((target) => target !== undefined && target !== false)
  if (present.length < found.length) return 'unread'
  return Array.isArray(config[key]) ? present : (present[0] ?? null)
}

const toRelated = ({ id, config, unread }: StoredResource): RelatedResource => ({ id, config, unread })

async function readNamed(db: Database, page: readonly StoredResource[], used: readonly string[]) {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(json_object('from', "from", 'relation', relation, 'to', "to")) AS text
          FROM json_each(:rids) AS page CROSS JOIN associations ON "from" = page.value
          WHERE relation IN (SELECT value FROM json_each(:used))`,
    args: { rids: JSON.stringify(page.map(({ rid }) => rid)), used: JSON.stringify(used) },
  })
  return JSON.parse(String(rows[0]?.text)) as readonly Named[]
}
