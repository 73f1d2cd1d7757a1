import type { Row } from '@libsql/client'
import type { Door } from '../../shared/permission.ts'
import type { Database } from './database.ts'

/** One change, or one sign-in that failed. */
export type AuditEntry = {
  readonly at: string
  /** Of the user, or of the token that belongs to nobody; absent where nobody was known. */
  readonly name?: string
  readonly user?: string
  readonly token?: string
  readonly door?: Door
  readonly method: string
  /** The route's pattern. */
  readonly route: string
  readonly target: Readonly<Record<string, string>>
  readonly status: number
  /** How often, where an entry stands for several; counted on by `countAgain`. */
  readonly times?: number
}

export type AuditFilter = {
  readonly user?: string
  readonly token?: string
  readonly method?: string
  readonly route?: string
  /** Refused ones only (status 400 and above), or none of them. */
  readonly refused?: boolean
  readonly from?: string
  readonly until?: string
}

type Listed = AuditEntry & { readonly no: number }

const day = 86_400_000
const kept = 400 * day
/** Old rows that go with each new one: more than one, so that the log shrinks. */
const swept = 20

/** Adds a row, and takes away some that are older than 400 days. Answers the row's number. */
export async function addAudit(db: Database, entry: AuditEntry): Promise<number> {
  const { at, name, user, token, door, method, route, target, status, times } = entry
  const [added] = await db.write([
    {
      sql: `INSERT INTO audit (at, name, user, token, door, method, route, target, status, times)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`,
      args: [
        ...[at, name ?? null, user ?? null, token ?? null, door ?? null],
        ...[method, route, JSON.stringify(target), status, times ?? null],
      ],
    },
    {
      sql: 'DELETE FROM audit WHERE no IN (SELECT no FROM audit WHERE at < ? ORDER BY at LIMIT ?)',
      args: [new Date(Date.parse(at) - kept).toISOString(), swept],
    },
  ])
  return Number(added?.rows[0]?.no)
}

/** Counts one more into a row that stands for several. */
export async function countAgain(db: Database, no: number): Promise<void> {
  await db.write([{ sql: 'UPDATE audit SET times = times + 1 WHERE no = ?', args: [no] }])
}

/** The latest first; `before` is the number of the last row of the page before. */
export async function listAudit(
  db: Database,
  filter: AuditFilter,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<readonly Listed[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT * FROM audit
          WHERE (?1 IS NULL OR no < ?1) AND (?2 IS NULL OR user = ?2) AND (?3 IS NULL OR token = ?3)
            AND (?4 IS NULL OR method = ?4) AND (?5 IS NULL OR route = ?5) AND (?6 IS NULL OR (status >= 400) = ?6)
            AND (?7 IS NULL OR at >= ?7) AND (?8 IS NULL OR at < ?8)
          ORDER BY no DESC LIMIT ?9`,
    args: [
      ...[before ?? null, filter.user ?? null, filter.token ?? null, filter.method ?? null, filter.route ?? null],
      ...[filter.refused === undefined ? null : Number(filter.refused), filter.from ?? null, filter.until ?? null],
      limit,
    ],
  })
  return rows.map(toEntry)
}

const toEntry = (row: Row): Listed => ({
  no: Number(row.no),
  at: String(row.at),
  ...(row.name === null ? {} : { name: String(row.name) }),
  ...(row.user === null ? {} : { user: String(row.user) }),
  ...(row.token === null ? {} : { token: String(row.token) }),
  ...(row.door === null ? {} : { door: String(row.door) as Door }),
  method: String(row.method),
  route: String(row.route),
  target: JSON.parse(String(row.target)),
  status: Number(row.status),
  ...(row.times === null ? {} : { times: Number(row.times) }),
})
