import { type Evidence, type Result, results } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'

/** A change of what a control says of a resource, with the evidence of the result that ended then. */
export type EvaluationChange = {
  readonly at: string
  readonly was: Result
  readonly became: Result
  readonly evidence: readonly Evidence[]
}

/** The last changes of an evaluation, newest first; at most 20 are kept. */
export async function readHistory(
  db: Database,
  { rid, cid }: { readonly rid: number; readonly cid: number },
): Promise<readonly EvaluationChange[]> {
  const { rows } = await db.client.execute({
    sql: 'SELECT at, was, became, evidence FROM evaluation_changes WHERE rid = ? AND cid = ? ORDER BY no DESC',
    args: [rid, cid],
  })
  return rows.map(({ at, was, became, evidence }) => ({
    at: String(at),
    was: results[Number(was)] ?? 'UNKNOWN',
    became: results[Number(became)] ?? 'UNKNOWN',
    evidence: JSON.parse(String(evidence)) as Evidence[],
  }))
}
