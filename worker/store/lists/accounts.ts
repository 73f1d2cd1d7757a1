import type { Database } from '../database.ts'

/** The account of each connector, as a list of at most one; connectors that have not signed in yet have none. */
export async function readAccounts(db: Database): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await db.client.execute('SELECT no, account FROM connectors')
  return new Map(rows.map(({ no, account }) => [Number(no), account === null ? [] : [String(account)]]))
}
