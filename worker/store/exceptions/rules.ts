import type { Row } from '@libsql/client'
import type { ExceptionKind } from '../../../shared/exception.ts'
import type { Database } from '../database.ts'
import type { Rule } from './choose.ts'

/** The exceptions of a control that hold now. `version` changes whenever any exception does. */
export type Rules = { readonly rules: readonly Rule[]; readonly version: number }

/** Grows with every step of every exception. */
export const versionText = '(SELECT coalesce(max(no), 0) FROM exception_changes)'

export async function readRules(db: Database, cid: number, now: Date): Promise<Rules> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${versionText} AS version, x.* FROM (SELECT 1) LEFT JOIN exceptions x
            ON x.cid = ? AND x.state = 'active' AND (x.ends IS NULL OR x.ends > ?)`,
    args: [cid, now.toISOString()],
  })
  return {
    rules: rows.filter(({ no }) => no !== null).map(toRule),
    version: Number(rows[0]?.version ?? 0),
  }
}

function toRule(row: Row): Rule {
  const common = {
    no: Number(row.no),
    kind: row.kind as ExceptionKind,
    ...(row.ends === null ? {} : { ends: String(row.ends) }),
  }
  if (row.target === 'tag') {
    const value = row.tagValue === null ? {} : { value: String(row.tagValue) }
    return { ...common, target: 'tag', key: String(row.tagKey), ...value }
  }
  const account = String(row.account)
  if (row.target === 'account') return { ...common, target: 'account', account }
  return { ...common, target: 'resource', account, key: String(row.resourceKey) }
}
