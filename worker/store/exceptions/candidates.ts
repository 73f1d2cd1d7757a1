import { setImmediate } from 'node:timers/promises'
import type { ResultSet, Row } from '@libsql/client'
import type { Database } from '../database.ts'
import type { Candidate, Rule } from './choose.ts'

/** Evaluations of one page: a few milliseconds of reading, after which others have their turn. */
const pageSize = 1000

type Reading = {
  readonly cid: number
  readonly rules: readonly Rule[]
  /** These resources alone. */
  readonly rids?: readonly number[] | undefined
}

/**
 * Pages of a control's evaluations that one of the exceptions may hold for. Exceptions for an account or a tag walk all that
 * do not pass; those for resources look them up.
 */
export async function* candidatesOf(db: Database, { cid, rules, rids }: Reading): AsyncGenerator<readonly Candidate[]> {
  if (rids) return yield await byRids(db, cid, rids)
  if (needsWalk(rules)) return yield* walk(db, cid, allOf)
  yield* named(db, cid, rules)
}

/** Whether the evaluations concerned cannot be looked up by their resource. */
export const needsWalk = (rules: readonly Rule[]): boolean => rules.some(({ target }) => target !== 'resource')

/** Pages of a control's evaluations for which any exception holds, one that has ended included. */
export const heldBy = (db: Database, cid: number): AsyncGenerator<readonly Candidate[]> => walk(db, cid, heldOf)

const columns = 'e.rid, e.result, e.exception, r.cloud, r.account, r.key, r.tags'

const allOf = `SELECT ${columns}, 0 AS no FROM evaluations e CROSS JOIN resources r ON r.rid = e.rid
  WHERE e.cid = :cid AND e.result <> 0 AND e.rid > :rid AND :no = 0 ORDER BY e.rid LIMIT ${pageSize}`

const heldOf = `SELECT ${columns}, x.no FROM exceptions x CROSS JOIN evaluations e ON e.exception = x.no
  CROSS JOIN resources r ON r.rid = e.rid
  WHERE x.cid = :cid AND x.no >= :no AND (x.no > :no OR e.rid > :rid) AND e.result <> 0
  ORDER BY x.no, e.rid LIMIT ${pageSize}`

async function* walk(db: Database, cid: number, sql: string): AsyncGenerator<readonly Candidate[]> {
  for (let after: { no: number; rid: number } | undefined = { no: 0, rid: 0 }; after; ) {
    const { rows }: ResultSet = await db.client.execute({ sql, args: { cid, ...after } })
    if (rows.length > 0) yield rows.map(toCandidate)
    await setImmediate()
    const last: Row | undefined = rows[pageSize - 1]
    after = last && { no: Number(last.no), rid: Number(last.rid) }
  }
}

async function* named(db: Database, cid: number, rules: readonly Rule[]): AsyncGenerator<readonly Candidate[]> {
  const { rows } = await db.client.execute(
    'SELECT no, lower(account) AS account FROM connectors WHERE account IS NOT NULL',
  )
  const connectors = Map.groupBy(rows, ({ account }) => String(account))
  const keys = rules.flatMap((rule) =>
    rule.target === 'resource'
      ? (connectors.get(rule.account.toLowerCase()) ?? []).map(({ no }) => [Number(no), rule.key])
      : [],
  )
  for (let from = 0; from < keys.length; from += pageSize) {
    const found = await db.client.execute({
      sql: `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN resources r
              ON r.connector = wanted.value->>0 AND r.key = wanted.value->>1
            CROSS JOIN evaluations e ON e.rid = r.rid AND e.cid = ? AND e.result <> 0`,
      args: [JSON.stringify(keys.slice(from, from + pageSize)), cid],
    })
    if (found.rows.length > 0) yield found.rows.map(toCandidate)
    await setImmediate()
  }
}

async function byRids(db: Database, cid: number, rids: readonly number[]): Promise<readonly Candidate[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN resources r ON r.rid = wanted.value
          CROSS JOIN evaluations e ON e.rid = r.rid AND e.cid = ? AND e.result <> 0`,
    args: [JSON.stringify(rids), cid],
  })
  return rows.map(toCandidate)
}

const toCandidate = (row: Row): Candidate => ({
  rid: Number(row.rid),
  result: Number(row.result),
  exception: row.exception === null ? null : Number(row.exception),
  cloud: String(row.cloud),
  account: String(row.account),
  key: String(row.key),
  tags: String(row.tags),
})
