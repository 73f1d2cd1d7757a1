import type { Database } from '../database.ts'
import type { Pace } from './budget.ts'
import { all, type Condition } from './where.ts'

/** `discovered`: oldest first. `failing`: most failing controls first. */
export const resourceSorts = ['discovered', 'name', 'failing'] as const
export type ResourceSort = (typeof resourceSorts)[number]

/** Where a page ended: the value that the list is sorted by, and the resource's number. */
export type ResourceCursor = readonly [value: string | number, rid: number]

type Order = {
  readonly column: string
  readonly order: string
  /** Index that holds this order, by whose windows the list is read. */
  readonly index: string
  /** The rows that this part of the list holds. */
  readonly part: string
  /** Whether a cursor stands in this part, or in a later or earlier one. */
  readonly holds: (cursor: ResourceCursor) => 'here' | 'later' | 'earlier'
  readonly beyond: (cursor: ResourceCursor) => Condition
  readonly upTo: (cursor: ResourceCursor) => Condition
}

const byRid: Order = {
  column: 'r.rid',
  order: 'r.rid',
  index: 'NOT INDEXED',
  part: 'true',
  holds: () => 'here',
  beyond: ([, rid]) => ({ sql: 'r.rid > ?', args: [rid] }),
  upTo: ([, rid]) => ({ sql: 'r.rid <= ?', args: [rid] }),
}

const byName: Order = {
  column: 'r.name',
  order: 'r.name, r.rid',
  index: 'INDEXED BY resources_by_name',
  part: 'true',
  holds: () => 'here',
  beyond: ([name, rid]) => ({ sql: 'r.name >= ? AND (r.name > ? OR r.rid > ?)', args: [name, name, rid] }),
  upTo: ([name, rid]) => ({ sql: 'r.name <= ? AND (r.name < ? OR r.rid <= ?)', args: [name, name, rid] }),
}

const byFailing: Order = {
  column: 'r.failing',
  order: 'r.failing DESC, r.rid',
  index: 'INDEXED BY resources_by_failing',
  part: 'r.failing > 0',
  holds: ([failing]) => (failing === 0 ? 'later' : 'here'),
  beyond: ([failing, rid]) => ({
    sql: 'r.failing <= ? AND (r.failing < ? OR r.rid > ?)',
    args: [failing, failing, rid],
  }),
  upTo: ([failing, rid]) => ({
    sql: 'r.failing >= ? AND (r.failing > ? OR r.rid <= ?)',
    args: [failing, failing, rid],
  }),
}

const notFailing: Order = {
  ...byRid,
  column: 'r.failing',
  part: 'r.failing = 0',
  holds: ([failing]) => (failing === 0 ? 'here' : 'earlier'),
}

/** A list is read part by part. */
const parts: Readonly<Record<ResourceSort, readonly Order[]>> = {
  discovered: [byRid],
  name: [byName],
  failing: [byFailing, notFailing],
}

export type ResourceWindow = {
  readonly order: Order
  /** Which rows it holds. */
  readonly condition: Condition
  /** Where it ends; absent in the last window of a part. */
  readonly end: ResourceCursor | undefined
  /** Where the list goes on behind it; absent in the last window of all. */
  readonly next: ResourceCursor | undefined
}

/** The resources in windows of about the pace's size, which take some milliseconds each, in the order of a list. */
export async function* resourceWindows(
  db: Database,
  sort: ResourceSort,
  pace: Pace,
  start?: ResourceCursor,
): AsyncGenerator<ResourceWindow> {
  for (const [index, order] of parts[sort].entries()) {
    const isLast = index === parts[sort].length - 1
    // A cursor of a later part is beyond all of this one; one of an earlier part is before all of it.
    const place = start && order.holds(start)
    if (place === 'later') continue
    let after: ResourceCursor | undefined = place === 'here' ? start : undefined
    for (let hasMore = true; hasMore; ) {
      const end: ResourceCursor | undefined = await endOf(db, order, after, pace.size())
      const condition = all({ sql: order.part, args: [] }, after && order.beyond(after), end && order.upTo(end))
      yield { order, condition, end, next: end ?? (isLast ? undefined : [0, 0]) }
      hasMore = end !== undefined
      after = end
    }
  }
}

/** The resource at which a window of about so many ends; nothing where the part ends before. */
async function endOf(db: Database, order: Order, after: ResourceCursor | undefined, size: number) {
  if (size === Number.POSITIVE_INFINITY) return undefined
  if (order.index === byRid.index) {
    // Numbers have few gaps: no need to count.
    const end = (after?.[1] ?? 0) + size
    const { rows } = await db.client.execute('SELECT max(rid) AS last FROM resources')
    return end < Number(rows[0]?.last ?? 0) ? ([order.column === 'r.failing' ? 0 : end, end] as const) : undefined
  }
  const { sql, args } = all({ sql: order.part, args: [] }, after && order.beyond(after))
  const { rows } = await db.client.execute({
    sql: `SELECT ${order.column} AS value, r.rid FROM resources r ${order.index} WHERE ${sql}
          ORDER BY ${order.order} LIMIT 1 OFFSET ?`,
    args: [...args, size],
  })
  return rows[0] && ([rows[0].value as string | number, Number(rows[0].rid)] as const)
}
