import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../database.ts'
import { inScope, type ResolvedScope } from './scope.ts'

export const noPosture: Posture = { pass: 0, fail: 0, unknown: 0, excepted: 0 }

/** How the evaluations of each control ended, within a scope; from the counters. Controls without any are left out. */
export async function postureByControl(db: Database, scope: ResolvedScope): Promise<ReadonlyMap<number, Posture>> {
  const { sql, args } = inScope(scope, 'counters')
  const { rows } = await db.client.execute({
    sql: `SELECT cid,
                 sum(CASE WHEN result = 0 THEN count ELSE 0 END) AS pass,
                 sum(CASE WHEN result = 1 THEN count ELSE 0 END) AS fail,
                 sum(CASE WHEN result = 2 THEN count ELSE 0 END) AS unknown,
                 sum(CASE WHEN result = 3 THEN count ELSE 0 END) AS excepted
          FROM counters WHERE ${sql} GROUP BY cid`,
    args: [...args],
  })
  return new Map(rows.map((row) => [Number(row.cid), toPosture(row)]))
}

/** The figures of a row with a column for each. */
export const toPosture = ({ pass, fail, unknown, excepted }: Readonly<Record<string, unknown>>): Posture => ({
  pass: Number(pass),
  fail: Number(fail),
  unknown: Number(unknown),
  excepted: Number(excepted),
})

const fields: Readonly<Record<Outcome, keyof Posture>> = {
  PASS: 'pass',
  FAIL: 'fail',
  UNKNOWN: 'unknown',
  EXCEPTED: 'excepted',
}

/** So many evaluations that ended alike; `outcome` is the index in `outcomes`. */
export const postureOf = (outcome: number, count: number): Posture => ({
  ...noPosture,
  [fields[outcomes[outcome] ?? 'UNKNOWN']]: count,
})

export const addPosture = (a: Posture, b: Posture): Posture => ({
  pass: a.pass + b.pass,
  fail: a.fail + b.fail,
  unknown: a.unknown + b.unknown,
  excepted: a.excepted + b.excepted,
})

/** Of several controls together. */
export const sumPostures = (cids: readonly number[], postures: ReadonlyMap<number, Posture>): Posture =>
  cids.map((cid) => postures.get(cid) ?? noPosture).reduce(addPosture, noPosture)
