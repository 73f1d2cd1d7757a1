import type { Database } from '../database.ts'
import { inScope, type ResolvedScope } from './scope.ts'

/** Resources of a type that are there; how many of them were evaluated, and fail a control. */
export type TypeCount = { readonly count: number; readonly failing: number; readonly evaluated: number }

/** Counts by resource type within a scope; from the counters. Types without any are left out. */
export async function countByType(db: Database, scope: ResolvedScope): Promise<ReadonlyMap<string, TypeCount>> {
  const { sql, args } = inScope(scope, 'c')
  const { rows } = await db.client.execute({
    sql: `SELECT c.type, sum(c.count) AS count, sum(c.failing) AS failing, sum(c.evaluated) AS evaluated
          FROM resource_counters c WHERE ${sql} GROUP BY c.type`,
    args: [...args],
  })
  return new Map(
    rows.map(({ type, count, failing, evaluated }) => [
      String(type),
      { count: Number(count), failing: Number(failing), evaluated: Number(evaluated) },
    ]),
  )
}
