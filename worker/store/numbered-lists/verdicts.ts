import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'

/** What a control says of a resource, in short. */
export type Verdict = { readonly cid: number; readonly outcome: Outcome; readonly lastEvaluated: string }

/** What all controls say of some resources, by the resources' numbers. */
export async function verdictsOf(db: Database, rids: Uint32Array): Promise<ReadonlyMap<number, readonly Verdict[]>> {
  const { rows } = await db.client.execute({
    sql: `SELECT e.rid, e.cid, e.outcome, max(e.evaluated, coalesce(collections.evaluated, '')) AS "lastEvaluated"
          FROM json_each(?) place CROSS JOIN evaluations e ON e.rid = place.value JOIN resources r ON r.rid = e.rid
          LEFT JOIN collections
            ON collections.connector = r.connector AND collections.type = r.type AND collections.region = r.shard
          ORDER BY e.rid, e.cid`,
    args: [JSON.stringify([...rids])],
  })
  const verdicts = rows.map(({ rid, cid, outcome, lastEvaluated }) => ({
    rid: Number(rid),
    cid: Number(cid),
    outcome: outcomes[Number(outcome)] ?? 'UNKNOWN',
    lastEvaluated: String(lastEvaluated),
  }))
  return Map.groupBy(verdicts, ({ rid }) => rid)
}
