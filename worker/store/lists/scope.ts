import type { Cloud } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { all, type Condition, equal, oneOf } from './where.ts'

/** What most lists can be narrowed to. `connector` is a connector's id. */
export type Scope = {
  readonly cloud?: Cloud | undefined
  readonly account?: string | undefined
  readonly connector?: string | undefined
  readonly region?: string | undefined
}

/** A scope in the store's own terms: the short numbers of the connectors; all of them where absent. */
export type ResolvedScope = { readonly connectors?: readonly number[]; readonly region?: string }

/** Connectors are few, rows are many: what names connectors is looked up first. */
export async function resolveScope(db: Database, { cloud, account, connector, region }: Scope): Promise<ResolvedScope> {
  const narrowed = region === undefined ? {} : { region }
  if (cloud === undefined && account === undefined && connector === undefined) return narrowed
  const { sql, args } = all(equal('cloud', cloud), equal('id', connector), accountIs(account))
  const { rows } = await db.client.execute({ sql: `SELECT no FROM connectors WHERE ${sql}`, args: [...args] })
  return { ...narrowed, connectors: rows.map(({ no }) => Number(no)) }
}

const accountIs = (account: string | undefined): Condition | undefined =>
  account === undefined ? undefined : { sql: 'lower(account) = lower(?)', args: [account] }

/** A scope as a condition on a table with the columns `connector` and `region`. */
export const inScope = ({ connectors, region }: ResolvedScope, table: string): Condition =>
  all(oneOf(`${table}.connector`, connectors), equal(`${table}.region`, region))
