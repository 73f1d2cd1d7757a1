import type { Database } from './database.ts'

/** What was there on a day: resources, and the connectors that they were read through. */
export type DailyUsage = { readonly day: string; readonly resources: number; readonly connectors: number }

/** Usage by day, both ends included; days (`2026-01-31`, of UTC) on which nobody looked are left out. */
export async function readDailyUsage(db: Database, from: string, to: string): Promise<readonly DailyUsage[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT d.day, count(*) AS connectors,
            coalesce(sum((SELECT sum(r.count) FROM resource_snapshots r
              WHERE r.connector = d.connector AND r.day = d.day)), 0) AS resources
          FROM snapshot_days d WHERE d.day BETWEEN ? AND ? GROUP BY d.day ORDER BY d.day`,
    args: [from, to],
  })
  return rows.map(({ day, connectors, resources }) => ({
    day: String(day),
    resources: Number(resources),
    connectors: Number(connectors),
  }))
}
