import type { Row } from '@libsql/client'
import { type Criticality, type Evaluation, type Outcome, outcomes, results } from '../../../shared/evaluation.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { toRef } from './resource.ts'
import { inScope, type ResolvedScope } from './scope.ts'
import { all, contains, equal, oneOf } from './where.ts'

/** An evaluation in a list, with what it is about. */
export type ListedEvaluation = Evaluation & {
  readonly title: string
  readonly criticality: Criticality
  readonly resource: ResourceRef
  readonly connectorId: string
  /**
   * `account`: the resources that the control is about could not be listed; the answer, UNKNOWN, stands for all of them
   * and hangs on the account.
   */
  readonly appliesTo: 'resource' | 'account'
}

export type EvaluationFilter = ResolvedScope & {
  readonly cids?: readonly number[]
  readonly result?: Outcome | undefined
  /** Part of the resource's name or id. */
  readonly text?: string | undefined
}

/** Where a page ended. Lists are sorted by control, then by the resource's number. */
export type EvaluationCursor = readonly [cid: number, rid: number]

type Page = { readonly after?: EvaluationCursor; readonly limit: number }
type Candidate = { readonly cid: number; readonly count: number }

const columns = `e.cid, e.rid, e.result, e.evidence, e."firstEvaluated", e."lastReopened", e."lastFixed",
  max(e.evaluated, coalesce(collections.evaluated, '')) AS "lastEvaluated",
  controls.title, controls.criticality, NOT EXISTS (SELECT 1 FROM json_each(controls.body, '$.resources') WHERE value = r.type) AS "isAccount",
  r.id, r.type, r.name, r.cloud, r.account, r.region, connectors.id AS "connectorId"`

const joins = `JOIN controls ON controls.cid = e.cid JOIN connectors ON connectors.no = r.connector
  LEFT JOIN collections
    ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`

/** The evaluations of one resource, by control. */
export async function evaluationsOf(db: Database, rid: number): Promise<readonly ListedEvaluation[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} FROM evaluations e JOIN resources r ON r.rid = e.rid ${joins} WHERE e.rid = ? ORDER BY e.cid`,
    args: [rid],
  })
  return rows.map(toListed)
}

export type EvaluationPage = {
  readonly items: readonly ListedEvaluation[]
  readonly next?: EvaluationCursor
  /** Absent where a text narrows the list: that is not counted. */
  readonly total?: number
}

/**
 * A page of evaluations. The counters say which controls have any within the filter; those alone are read, one after
 * the other, until the page is full.
 */
export async function listEvaluations(db: Database, filter: EvaluationFilter, page: Page): Promise<EvaluationPage> {
  const candidates = await countByControl(db, filter)
  const named = filter.text ? await ridsByText(db, filter) : undefined
  const rows: Row[] = []
  for (const { cid, count } of candidates) {
    const afterRid = page.after?.[0] === cid ? page.after[1] : 0
    if (cid < (page.after?.[0] ?? 0) || count === 0) continue
    rows.push(...(await ofControl(db, { cid, afterRid, filter, named, limit: page.limit + 1 - rows.length })))
    if (rows.length > page.limit) break
  }
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
  return {
    items: rows.slice(0, page.limit).map(toListed),
    ...(last ? { next: [Number(last.cid), Number(last.rid)] as const } : {}),
    ...(filter.text ? {} : { total: candidates.reduce((sum, { count }) => sum + count, 0) }),
  }
}

async function countByControl(
  db: Database,
  { cids, result, ...scope }: EvaluationFilter,
): Promise<readonly Candidate[]> {
  const { sql, args } = all(
    inScope(scope, 'c'),
    oneOf('c.cid', cids),
    equal('c.result', result && outcomes.indexOf(result)),
  )
  const { rows } = await db.client.execute({
    sql: `SELECT c.cid, sum(c.count) AS n FROM counters c WHERE ${sql} GROUP BY c.cid ORDER BY c.cid`,
    args: [...args],
  })
  return rows.map(({ cid, n }) => ({ cid: Number(cid), count: Number(n) }))
}

/** Resources that a text finds are looked up once for all controls, unless it finds very many. */
const fewRids = 5000

async function ridsByText(db: Database, { text, ...scope }: EvaluationFilter): Promise<readonly number[] | undefined> {
  const { sql, args } = all(inScope(scope, 'r'), contains(['r.name', 'r.id'], text), {
    sql: 'r.gone IS NULL',
    args: [],
  })
  const { rows } = await db.client.execute({
    sql: `SELECT r.rid FROM resources r WHERE ${sql} LIMIT ?`,
    args: [...args, fewRids + 1],
  })
  return rows.length > fewRids ? undefined : rows.map(({ rid }) => Number(rid))
}

async function ofControl(
  db: Database,
  query: {
    readonly cid: number
    readonly afterRid: number
    readonly filter: EvaluationFilter
    readonly named: readonly number[] | undefined
    readonly limit: number
  },
): Promise<readonly Row[]> {
  const { cid, afterRid, filter, named, limit } = query
  const { sql, args } = all(
    equal('e.cid', cid),
    { sql: 'e.rid > ?', args: [afterRid] },
    equal('e.outcome', filter.result && outcomes.indexOf(filter.result)),
    // Said again in the words of the partial index of failing and unknown ones.
    filter.result && filter.result !== 'PASS' ? { sql: 'e.result <> 0', args: [] } : undefined,
    inScope(filter, 'r'),
    named ? oneOf('e.rid', named) : contains(['r.name', 'r.id'], filter.text),
  )
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} FROM evaluations e JOIN resources r ON r.rid = e.rid ${joins}
          WHERE ${sql} ORDER BY e.rid LIMIT ?`,
    args: [...args, limit],
  })
  return rows
}

const toListed = (row: Row): ListedEvaluation => ({
  cid: Number(row.cid),
  title: String(row.title),
  criticality: row.criticality as Criticality,
  resourceId: String(row.id),
  resource: toRef(row),
  connectorId: String(row.connectorId),
  appliesTo: row.isAccount ? 'account' : 'resource',
  result: results[Number(row.result)] ?? 'UNKNOWN',
  evidence: JSON.parse(String(row.evidence)) as Evaluation['evidence'],
  firstEvaluated: String(row.firstEvaluated),
  lastEvaluated: String(row.lastEvaluated),
  ...(row.lastReopened ? { lastReopened: String(row.lastReopened) } : {}),
  ...(row.lastFixed ? { lastFixed: String(row.lastFixed) } : {}),
})
