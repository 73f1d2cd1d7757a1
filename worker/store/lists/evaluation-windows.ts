import type { Database } from '../database.ts'
import type { Pace } from './budget.ts'
import type { EvaluationPlan, PlannedControl } from './plan-evaluations.ts'
import { all, type Condition, equal, oneOf } from './where.ts'

/** Where a page ended. Lists are sorted by control, then by the resource's number. */
export type EvaluationCursor = readonly [cid: number, rid: number]

/** Evaluations of a control that are looked at together. */
export type Window = {
  readonly control: PlannedControl
  /** Which rows it holds. */
  readonly condition: Condition
  /** The number of its last resource; absent in a control's last window. */
  readonly end: number | undefined
}

/** What the windows' rows are read from; the shard knows when it was last looked at. */
export const ofCollection = `LEFT JOIN collections
  ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`
export const evaluationRows = `evaluations e JOIN resources r ON r.rid = e.rid ${ofCollection}`
/** Those of the resources whose numbers are bound first, as JSON. */
export const evaluationsOfSome = `json_each(?) AS wanted
  CROSS JOIN evaluations e INDEXED BY evaluations_by_rid ON e.rid = wanted.value
  JOIN resources r ON r.rid = e.rid ${ofCollection}`

/** The rows of a control in windows that take some milliseconds each; in one where few or none must be looked at. */
export async function* windowsOf(
  db: Database,
  { controls, rids }: Pick<EvaluationPlan, 'controls' | 'rids'>,
  pace: Pace,
  start?: EvaluationCursor,
): AsyncGenerator<Window> {
  for (const control of controls) {
    if (start && control.cid < start[0]) continue
    let after: number | undefined = start?.[0] === control.cid ? start[1] : 0
    while (after !== undefined) {
      const end: number | undefined = rids ? undefined : await endOf(db, control, after, pace.size())
      yield { control, end, condition: conditionOf(control, { after, end, rids }) }
      after = end
    }
  }
}

async function endOf(db: Database, { cid, condition }: PlannedControl, after: number, size: number) {
  if (!condition) return undefined
  // As the condition says it: then both go by the partial index of failing and unknown ones.
  const failing = condition.sql.includes('e.result <> 0') ? 'AND e.result <> 0' : ''
  const { rows } = await db.client.execute({
    sql: `SELECT e.rid FROM evaluations e WHERE e.cid = ? AND e.rid > ? ${failing} ORDER BY e.rid LIMIT 1 OFFSET ?`,
    args: [cid, after, size],
  })
  return rows[0] && Number(rows[0].rid)
}

type Place = {
  readonly after: number
  readonly end: number | undefined
  readonly rids: readonly number[] | undefined
}

const conditionOf = ({ cid, condition }: PlannedControl, { after, end, rids }: Place): Condition =>
  all(
    equal('e.cid', cid),
    rids ? oneOf('e.rid', after === 0 ? rids : rids.filter((rid) => rid > after)) : { sql: 'e.rid > ?', args: [after] },
    end === undefined ? undefined : { sql: 'e.rid <= ?', args: [end] },
    condition,
  )
