import type { Database } from './database.ts'
import type { ResolvedScope } from './lists/scope.ts'
import { all, oneOf } from './lists/where.ts'

/** When the connectors behind some figures were last read. Times are ISO 8601 in UTC. */
export type DataAge = {
  /** The last read of the connector that was read longest ago, and of the one that was read last. */
  readonly oldest?: string
  readonly newest?: string
  /** Connectors of which nothing has been read yet: the figures know nothing of them. */
  readonly never: number
}

/** How old the data within a scope are: a list that failed does not make them younger. */
export async function readDataAge(db: Database, { connectors }: ResolvedScope): Promise<DataAge> {
  const { sql, args } = all(oneOf('k.no', connectors))
  const { rows } = await db.client.execute({
    sql: `SELECT min(found) AS oldest, max(found) AS newest, count(*) - count(found) AS never FROM (
            SELECT max(c.found) AS found FROM connectors k LEFT JOIN collections c ON c.connector = k.no
            WHERE ${sql} GROUP BY k.no)`,
    args: [...args],
  })
  const [row] = rows
  return {
    ...(row?.oldest ? { oldest: String(row.oldest), newest: String(row.newest) } : {}),
    never: Number(row?.never ?? 0),
  }
}
