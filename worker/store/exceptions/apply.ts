import type { Database, Statement } from '../database.ts'
import { seqText, takeSeq } from '../seq.ts'
import { candidatesOf, heldBy, needsWalk } from './candidates.ts'
import { type Candidate, chooser, type Rule } from './choose.ts'
import { readRules, versionText } from './rules.ts'

/** Evaluations that one batch changes: counters follow by triggers, and nobody is to wait long for it. */
const batch = 150

type Options = {
  readonly now: Date
  /** Controls whose exceptions changed; all with exceptions where absent. */
  readonly cids?: readonly number[]
  /** These resources alone, which were evaluated just now. */
  readonly rids?: readonly number[]
}

type Change = readonly [rid: number, result: number, exception: number | null]

/**
 * Brings the column `exception` of the evaluations into line with the exceptions that hold. What is right is not written.
 * Exceptions may change and runs may go on meanwhile: each batch is written only where both are as they were read. Answers
 * how many evaluations it changed.
 */
export async function applyExceptions(db: Database, { now, cids, rids }: Options): Promise<number> {
  let written = 0
  for (const cid of cids ?? (await concerned(db))) {
    for (let isDone = false; !isDone; ) {
      const applied = await applyTo(db, { cid, now, rids })
      written += applied.written
      isDone = applied.isDone
    }
  }
  return written
}

async function concerned(db: Database): Promise<readonly number[]> {
  const { rows } = await db.client.execute(
    `SELECT cid FROM exceptions WHERE state = 'active' UNION SELECT cid FROM exceptions WHERE applied = 0`,
  )
  return rows.map(({ cid }) => Number(cid))
}

type Task = { readonly cid: number; readonly now: Date; readonly rids?: readonly number[] | undefined }

/** Not done: an exception changed meanwhile. */
async function applyTo(db: Database, { cid, now, rids }: Task): Promise<{ written: number; isDone: boolean }> {
  const { rules, version } = await readRules(db, cid, now)
  const choose = chooser(rules)
  let written = 0
  for await (const page of pagesOf(db, { cid, rids }, rules)) {
    const changes = page.flatMap((candidate) => changeOf(candidate, choose(candidate)))
    for (let from = 0; from < changes.length; from += batch) {
      const done = await write(db, cid, changes.slice(from, from + batch), version)
      if (done === undefined) return { written, isDone: false }
      written += done
    }
  }
  if (!rids) await markApplied(db, cid, version)
  return { written, isDone: true }
}

/** What may begin to be held, and what is held and may not be any more; a walk of all is both. */
async function* pagesOf(
  db: Database,
  { cid, rids }: Omit<Task, 'now'>,
  rules: readonly Rule[],
): AsyncGenerator<readonly Candidate[]> {
  if (!rids && !needsWalk(rules)) yield* heldBy(db, cid)
  yield* candidatesOf(db, { cid, rules, rids })
}

const changeOf = ({ rid, result, exception }: Candidate, wanted: number | null): Change[] =>
  wanted === exception ? [] : [[rid, result, wanted]]

async function write(
  db: Database,
  cid: number,
  changes: readonly Change[],
  version: number,
): Promise<number | undefined> {
  const byException = Map.groupBy(changes, ([, , exception]) => exception)
  const updates = [...byException].map(([exception, own]) => update({ cid, exception, own, version }))
  const done = await db.write([takeSeq, ...updates, `SELECT ${versionText} AS version`])
  const isSame = Number(done.at(-1)?.rows[0]?.version) === version
  return isSame ? done.slice(1, -1).reduce((sum, { rowsAffected }) => sum + rowsAffected, 0) : undefined
}

/** One statement for each exception: joined with the changes, the planner would walk the whole control for each. */
const update = ({ cid, exception, own, version }: Update): Statement => ({
  sql: `UPDATE evaluations SET exception = :exception, seq = ${seqText}
        WHERE cid = :cid AND (rid, result) IN (SELECT value->>0, value->>1 FROM json_each(:own))
        AND ${versionText} = :version`,
  args: { cid, exception, own: JSON.stringify(own), version },
})

type Update = {
  readonly cid: number
  readonly exception: number | null
  readonly own: readonly Change[]
  readonly version: number
}

async function markApplied(db: Database, cid: number, version: number): Promise<void> {
  const { rows } = await db.client.execute({
    sql: 'SELECT 1 FROM exceptions WHERE cid = ? AND applied = 0 LIMIT 1',
    args: [cid],
  })
  if (rows.length === 0) return
  const sql = `UPDATE exceptions SET applied = 1 WHERE cid = ? AND applied = 0 AND ${versionText} = ?`
  await db.write([{ sql, args: [cid, version] }])
}
