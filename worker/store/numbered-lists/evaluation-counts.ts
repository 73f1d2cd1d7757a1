import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../database.ts'
import { inScope, type ResolvedScope } from '../lists/scope.ts'
import { all, type Condition } from '../lists/where.ts'
import { highestRid } from './evaluations.ts'
import { inSteps } from './remembered.ts'

/** Counts a control's evaluations that a condition, on `e` and `r`, lets through: row by row, in steps. */
export async function evaluationCounts(
  db: Database,
  { cid, condition, ...scope }: ResolvedScope & { readonly cid: number; readonly condition: Condition },
): Promise<Posture> {
  const { sql, args } = all(inScope(scope, 'r'), condition)
  const counts = [0, 0, 0, 0]
  const rows = await inSteps(await highestRid(db, cid), async (from, to) => {
    const found = await db.client.execute({
      sql: `SELECT e.outcome, count(*) AS n FROM evaluations e JOIN resources r ON r.rid = e.rid
            WHERE e.cid = ? AND e.rid > ? AND e.rid <= ? AND ${sql} GROUP BY e.outcome`,
      args: [cid, from, to, ...args],
    })
    return found.rows
  })
  for (const { outcome, n } of rows) counts[Number(outcome)] = (counts[Number(outcome)] ?? 0) + Number(n)
  const [pass = 0, fail = 0, unknown = 0, excepted = 0] = counts
  return { pass, fail, unknown, excepted }
}
