import type { Database } from '../database.ts'
import type { Scope } from './scope.ts'
import { all, equal } from './where.ts'

/** Accounts with a connector: how many there are within a cloud, account and connector. */
export async function countAccounts(db: Database, { cloud, account, connector }: Scope): Promise<number> {
  const { sql, args } = all(
    { sql: 'account IS NOT NULL', args: [] },
    equal('cloud', cloud),
    equal('id', connector),
    account === undefined ? undefined : { sql: 'lower(account) = lower(?)', args: [account] },
  )
  const { rows } = await db.client.execute({
    sql: `SELECT count(DISTINCT cloud || ' ' || account) AS n FROM connectors WHERE ${sql}`,
    args: [...args],
  })
  return Number(rows[0]?.n)
}
