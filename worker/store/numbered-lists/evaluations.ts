import type { Row } from '@libsql/client'
import { type Evidence, type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { toRef } from '../lists/resource.ts'
import { inScope, type ResolvedScope } from '../lists/scope.ts'
import { all, type Condition, oneOf } from '../lists/where.ts'
import { inSteps, remembered } from './remembered.ts'

/** Evaluations of one control. `condition` speaks of them as `e`, of their resources as `r`. */
export type EvaluationList = ResolvedScope & {
  readonly cid: number
  readonly outcomes: readonly Outcome[]
  readonly condition?: Condition | undefined
}

export type NumberedEvaluation = {
  readonly outcome: Outcome
  readonly resource: ResourceRef
  readonly connectorId: string
  readonly evidence: readonly Evidence[]
  readonly firstEvaluated: string
  readonly lastEvaluated: string
  readonly lastReopened?: string
  readonly lastFixed?: string
}

const joins = `JOIN resources r ON r.rid = e.rid JOIN connectors ON connectors.no = r.connector LEFT JOIN collections
    ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard`

/** The numbers of the resources that a list of evaluations is about, oldest first. */
export function evaluationRids(db: Database, list: EvaluationList): Promise<Uint32Array> {
  if (list.connectors?.length === 0) return Promise.resolve(new Uint32Array())
  const { sql, args } = where(list)
  return remembered(db, `evaluations ${sql} ${JSON.stringify(args)}`, async () =>
    inSteps(await highestRid(db, list.cid), async (from, to) => {
      const { rows } = await db.client.execute({
        sql: `SELECT e.rid FROM evaluations e JOIN resources r ON r.rid = e.rid
              WHERE e.rid > ? AND e.rid <= ? AND ${sql} ORDER BY e.rid`,
        args: [from, to, ...args],
      })
      return rows.map(({ rid }) => Number(rid))
    }),
  )
}

export async function highestRid(db: Database, cid: number): Promise<number> {
  const { rows } = await db.client.execute({ sql: 'SELECT max(rid) AS n FROM evaluations WHERE cid = ?', args: [cid] })
  return Number(rows[0]?.n ?? 0)
}

const where = ({ cid, outcomes: wanted, condition, ...scope }: EvaluationList): Condition =>
  all(
    { sql: 'e.cid = ?', args: [cid] },
    oneOf(
      'e.outcome',
      wanted.map((outcome) => outcomes.indexOf(outcome)),
    ),
    // Said again in the words of the partial index of what does not pass.
    wanted.includes('PASS') ? undefined : { sql: 'e.result <> 0', args: [] },
    inScope(scope, 'r'),
    condition,
  )

/** One page of a control's evaluations: those of the given resources, in their order. */
export async function evaluationsOfRids(
  db: Database,
  cid: number,
  rids: Uint32Array,
): Promise<readonly NumberedEvaluation[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT e.outcome, e.evidence, e."firstEvaluated", e."lastReopened", e."lastFixed",
            max(e.evaluated, coalesce(collections.evaluated, '')) AS "lastEvaluated",
            r.id, r.type, r.name, r.cloud, r.account, r.region, connectors.id AS "connectorId"
          FROM json_each(?) place CROSS JOIN evaluations e ON e.cid = ? AND e.rid = place.value ${joins} ORDER BY place.key`,
    args: [JSON.stringify([...rids]), cid],
  })
  return rows.map(toNumbered)
}

const toNumbered = (row: Row): NumberedEvaluation => ({
  outcome: outcomes[Number(row.outcome)] ?? 'UNKNOWN',
  resource: toRef(row),
  connectorId: String(row.connectorId),
  evidence: JSON.parse(String(row.evidence)) as readonly Evidence[],
  firstEvaluated: String(row.firstEvaluated),
  lastEvaluated: String(row.lastEvaluated),
  ...(row.lastReopened ? { lastReopened: String(row.lastReopened) } : {}),
  ...(row.lastFixed ? { lastFixed: String(row.lastFixed) } : {}),
})
