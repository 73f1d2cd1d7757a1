import { setImmediate } from 'node:timers/promises'
import type { Row } from '@libsql/client'
import type { Criticality } from '../../../shared/evaluation.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { toRef } from '../lists/resource.ts'
import type { Condition } from '../lists/where.ts'

/** An evaluation whose outcome is news. */
export type ChangedEvaluation = {
  readonly event: 'new failure' | 'reopened' | 'fixed'
  readonly cid: number
  readonly rid: number
  readonly title: string
  readonly criticality: Criticality
  /** View of its console page that the fix is made on. */
  readonly view?: string
  readonly resource: ResourceRef
}

type Span = {
  readonly connector: number
  readonly after: number
  readonly upTo: number
  readonly since: string
}

/** Rows of one page: few milliseconds of reading. */
const pageSize = 1000

/**
 * A first failure is one that was first evaluated since, or whose first answer was UNKNOWN and that never failed before.
 * What an exception holds for is no failure.
 */
const event = `CASE
  WHEN r.connector <> :connector OR controls.cid IS NULL THEN NULL
  WHEN e.result = 0 THEN iif(e.lastFixed > :since, 'fixed', NULL)
  WHEN e.outcome <> 1 THEN NULL
  WHEN e.lastReopened > :since THEN 'reopened'
  WHEN e.firstEvaluated > :since THEN 'new failure'
  WHEN e.lastReopened IS NULL
    AND EXISTS (SELECT 1 FROM evaluation_changes c WHERE c.rid = e.rid AND c.cid = e.cid AND c.was = 2 AND c.became = 1 AND c.at > :since)
    AND NOT EXISTS (SELECT 1 FROM evaluation_changes c WHERE c.rid = e.rid AND c.cid = e.cid AND c.was = 1)
    THEN 'new failure' END`

/** A page of rows of all connectors: a statement is never long, however much the others wrote. */
const sql = `SELECT e.seq, e.rid, e.cid, ${event} AS event, r.id, r.type, r.name, r.cloud, r.account, r.region,
    controls.title, controls.criticality, json_extract(controls.body, '$.remediation.view') AS view
  FROM (
    SELECT * FROM evaluations WHERE opened = 1 AND seq >= :after AND seq <= :upTo
      AND (seq > :after OR (cid, rid) > (:cid, :rid))
    ORDER BY seq, cid, rid LIMIT ${pageSize}
  ) e CROSS JOIN resources r ON r.rid = e.rid LEFT JOIN controls ON controls.cid = e.cid
  ORDER BY e.seq, e.cid, e.rid`

/** Pages of what is news about a connector's evaluations in a span of the change feed. */
export async function* changesOf(
  db: Database,
  { connector, after, upTo, since }: Span,
): AsyncGenerator<readonly ChangedEvaluation[]> {
  const none = Number.MAX_SAFE_INTEGER
  for (let place: Place | undefined = { after, cid: none, rid: none }; place; ) {
    const { rows }: { rows: Row[] } = await db.client.execute({ sql, args: { connector, since, upTo, ...place } })
    const changed = rows.filter(({ event }) => event !== null).map(toChanged)
    if (changed.length > 0) yield changed
    await setImmediate()
    const last: Row | undefined = rows[pageSize - 1]
    place = last && { after: Number(last.seq), cid: Number(last.cid), rid: Number(last.rid) }
  }
}

type Place = { readonly after: number; readonly cid: number; readonly rid: number }

const toChanged = (row: Row): ChangedEvaluation => ({
  event: row.event as ChangedEvaluation['event'],
  cid: Number(row.cid),
  rid: Number(row.rid),
  title: String(row.title),
  criticality: row.criticality as Criticality,
  ...(row.view === null ? {} : { view: String(row.view) }),
  resource: toRef(row),
})

/** Of some evaluations those that meet a condition on `evaluations e` joined to `resources r`. */
export async function thatMeet(
  db: Database,
  changed: readonly ChangedEvaluation[],
  condition: Condition,
): Promise<readonly ChangedEvaluation[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT e.cid, e.rid FROM json_each(?) AS wanted
          CROSS JOIN evaluations e ON e.cid = wanted.value->>0 AND e.rid = wanted.value->>1
          CROSS JOIN resources r ON r.rid = e.rid WHERE ${condition.sql}`,
    args: [JSON.stringify(changed.map(({ cid, rid }) => [cid, rid])), ...condition.args],
  })
  const met = new Set(rows.map(({ cid, rid }) => `${cid}:${rid}`))
  return changed.filter(({ cid, rid }) => met.has(`${cid}:${rid}`))
}
