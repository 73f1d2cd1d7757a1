import type { Row } from '@libsql/client'
import { type Criticality, type Evaluation, type Outcome, outcomes, results } from '../../../shared/evaluation.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { type Budget, createPace, startBudget } from './budget.ts'
import { countRows } from './evaluation-cells.ts'
import { type EvaluationCursor, evaluationRows, type Window, windowsOf } from './evaluation-windows.ts'
import { exceptionsByNumber, type HeldException } from './held-exceptions.ts'
import { type EvaluationFilter, type EvaluationPlan, lastEvaluated } from './plan-evaluations.ts'
import { planSearchedEvaluations } from './plan-searched-evaluations.ts'
import { toRef } from './resource.ts'

export type { EvaluationCursor, EvaluationFilter }

/** An evaluation in a list, with what it is about. `result` is what the control said, `outcome` how it counts. */
export type ListedEvaluation = Evaluation & {
  readonly outcome: Outcome
  /** The exception that holds for it. */
  readonly exception?: HeldException
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

type Page = {
  readonly after?: EvaluationCursor
  readonly limit: number
  readonly budget?: Budget
  /** Whether rows are counted where the counters cannot tell the total; of the first page unless said otherwise. */
  readonly counts?: boolean
}

const columns = `e.cid, e.rid, e.result, e.outcome, iif(e.outcome = 3, e.exception, NULL) AS "exception", e.evidence,
  e."firstEvaluated", e."lastReopened", e."lastFixed", ${lastEvaluated} AS "lastEvaluated", controls.title,
  controls.criticality, NOT EXISTS (SELECT 1 FROM json_each(controls.body, '$.resources') WHERE value = r.type) AS "isAccount",
  r.id, r.type, r.name, r.cloud, r.account, r.region, connectors.id AS "connectorId"`

const from = `FROM ${evaluationRows} JOIN controls ON controls.cid = e.cid JOIN connectors ON connectors.no = r.connector`

/** The evaluations of one resource, by control. */
export async function evaluationsOf(db: Database, rid: number): Promise<readonly ListedEvaluation[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} ${from} WHERE e.rid = ? ORDER BY e.cid`,
    args: [rid],
  })
  return toListed(db, rows)
}

export type EvaluationPage = {
  readonly items: readonly ListedEvaluation[]
  readonly next?: EvaluationCursor
  /** Time ran out before the page was full: `next` goes on from there. A page may then be empty. */
  readonly isPart?: true
  /** How many match in all; absent where counting them takes long. */
  readonly total?: number
  /** How many were counted, where `total` is absent. */
  readonly atLeast?: number
}

/**
 * A page of evaluations. The counters say which controls have any within the filter; those alone are read, one after
 * the other and window by window, until the page is full or time is up.
 */
export async function listEvaluations(
  db: Database,
  filter: EvaluationFilter,
  { after, limit, budget = startBudget(), counts = after === undefined }: Page,
): Promise<EvaluationPage> {
  const plan = await planSearchedEvaluations(db, filter, budget)
  const { rows, stopped } = await readRows(db, plan, { after, limit: limit + 1, budget })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const next = last ? ([Number(last.cid), Number(last.rid)] as const) : stopped
  return {
    items: await toListed(db, rows.slice(0, limit)),
    ...(next ? { next } : {}),
    ...(stopped && !last ? { isPart: true as const } : {}),
    ...(await countPlanned(db, plan, { counts, budget })),
  }
}

type Read = { readonly after: EvaluationCursor | undefined; readonly limit: number; readonly budget: Budget }

async function readRows(db: Database, plan: EvaluationPlan, { after, limit, budget }: Read) {
  const rows: Row[] = []
  const pace = createPace()
  for await (const window of windowsOf(db, plan, pace, after)) {
    rows.push(...(await budget.step(() => pace.time(() => readWindow(db, window, limit - rows.length)))))
    if (rows.length >= limit) break
    const next = placeBehind(window, plan.controls)
    if (next && budget.isSpent()) return { rows, stopped: next }
  }
  return { rows, stopped: undefined }
}

/** Where the list goes on behind a window; nothing behind the last one. */
function placeBehind({ control, end }: Window, controls: EvaluationPlan['controls']): EvaluationCursor | undefined {
  if (end !== undefined) return [control.cid, end]
  const next = controls[controls.indexOf(control) + 1]
  return next && [next.cid, 0]
}

async function readWindow(db: Database, { condition }: Window, limit: number): Promise<readonly Row[]> {
  const { sql, args } = condition
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} ${from} WHERE ${sql} ORDER BY e.rid LIMIT ?`,
    args: [...args, limit],
  })
  return rows
}

type Counted = Pick<EvaluationPage, 'total' | 'atLeast'>

/** From the counters where they can tell; else row by row while there is time. */
async function countPlanned(
  db: Database,
  { controls, rids }: EvaluationPlan,
  { counts, budget }: { readonly counts: boolean; readonly budget: Budget },
): Promise<Counted> {
  const open = controls.filter((control) => control.open > 0)
  const sure = controls.filter((control) => control.open === 0).reduce((sum, control) => sum + control.sure, 0)
  if (open.length === 0) return { total: sure }
  if (!counts) return {}
  const { cells, isPartial } = await countRows(db, { controls: open, ...(rids ? { rids } : {}) }, budget)
  const count = cells.reduce((sum, [, , , , rows]) => sum + rows, sure)
  return isPartial ? { atLeast: count } : { total: count }
}

async function toListed(db: Database, rows: readonly Row[]): Promise<readonly ListedEvaluation[]> {
  const numbers = rows.map(({ exception }) => exception).filter((no) => no !== null)
  const exceptions = await exceptionsByNumber(db, numbers.map(Number))
  return rows.map((row) => toEvaluation(row, exceptions.get(Number(row.exception))))
}

const toEvaluation = (row: Row, exception: HeldException | undefined): ListedEvaluation => ({
  cid: Number(row.cid),
  title: String(row.title),
  criticality: row.criticality as Criticality,
  resourceId: String(row.id),
  resource: toRef(row),
  connectorId: String(row.connectorId),
  appliesTo: row.isAccount ? 'account' : 'resource',
  result: results[Number(row.result)] ?? 'UNKNOWN',
  outcome: outcomes[Number(row.outcome)] ?? 'UNKNOWN',
  ...(exception ? { exception } : {}),
  evidence: JSON.parse(String(row.evidence)) as Evaluation['evidence'],
  firstEvaluated: String(row.firstEvaluated),
  lastEvaluated: String(row.lastEvaluated),
  ...(row.lastReopened ? { lastReopened: String(row.lastReopened) } : {}),
  ...(row.lastFixed ? { lastFixed: String(row.lastFixed) } : {}),
})
