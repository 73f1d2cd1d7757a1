import { type Evaluation, type Evidence, results } from '../../shared/evaluation.ts'
import type { Database } from './database.ts'

/** The evaluations of one resource, or its one by a control. */
export async function readEvaluations(
  db: Database,
  { rid, cid }: { readonly rid: number; readonly cid?: number | undefined },
): Promise<readonly Evaluation[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT evaluations.*, resources.id FROM evaluations JOIN resources USING (rid)
          WHERE rid = ? AND cid = coalesce(?, cid) ORDER BY cid`,
    args: [rid, cid ?? null],
  })
  return rows.map((row) => ({
    cid: Number(row.cid),
    resourceId: String(row.id),
    result: results[Number(row.result)] ?? 'UNKNOWN',
    evidence: JSON.parse(String(row.evidence)) as Evidence[],
    firstEvaluated: String(row.firstEvaluated),
    lastEvaluated: String(row.evaluated),
    ...(row.lastReopened ? { lastReopened: String(row.lastReopened) } : {}),
    ...(row.lastFixed ? { lastFixed: String(row.lastFixed) } : {}),
  }))
}
