import { type Evidence, results } from '../../shared/evaluation.ts'
import { digest } from '../canonical.ts'
import type { Verdict } from '../evaluator.ts'
import type { Database, Statement } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** What the controls say of one resource. */
export type Judged = { readonly rid: number; readonly verdicts: readonly Verdict[] }

type Row = readonly [rid: number, cid: number, result: number, evidence: string, hash: string]

/** Rows of one statement: enough to be fast, few enough to hold nobody up. */
const rowLimit = 2000

/**
 * Stores the verdicts that differ from what is stored, and removes those of `cids` that are no more, because the control
 * does not apply any longer. Evaluations of other controls are left alone. `touch` writes unchanged ones, too, for the time
 * of their evaluation. Answers how many rows it wrote.
 */
export async function storeVerdicts(
  db: Database,
  judged: readonly Judged[],
  { cids, now, touch = false }: { readonly cids: ReadonlySet<number>; readonly now: Date; readonly touch?: boolean },
): Promise<number> {
  const known = await readHashes(db, judged)
  const changed: Row[] = []
  for (const { rid, verdicts } of judged) {
    for (const verdict of verdicts) {
      const row = toRow(rid, verdict)
      const key = `${verdict.cid}:${rid}`
      if (touch || known.get(key) !== row[4]) changed.push(row)
      known.delete(key)
    }
  }
  const left = [...known.keys()].map((key) => key.split(':').map(Number)).filter(([cid]) => cids.has(cid ?? 0))
  for (const statements of [...chunks(changed).map((rows) => upsert(rows, now, touch)), ...chunks(left).map(remove)])
    await db.write([takeSeq, statements])
  return changed.length + left.length
}

async function readHashes(db: Database, judged: readonly Judged[]): Promise<Map<string, string>> {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(json_array(cid || ':' || rid, hash)) AS text
          FROM json_each(?) AS judged CROSS JOIN evaluations ON rid = judged.value`,
    args: [JSON.stringify(judged.map(({ rid }) => rid))],
  })
  return new Map(JSON.parse(String(rows[0]?.text)) as [string, string][])
}

function toRow(rid: number, { cid, result, evidence }: Verdict): Row {
  const text = JSON.stringify(evidence.map(clean))
  const index = results.indexOf(result)
  return [rid, cid, index, text, digest(`${index}${text}`)]
}

const clean = ({ setting, actual, expected }: Evidence): Evidence => ({
  setting: setting.toWellFormed(),
  actual: actual.toWellFormed(),
  expected: expected.toWellFormed(),
})

/**
 * A transition is measured against the last PASS or FAIL: an UNKNOWN in between is none. The row is written with the
 * time of the evaluation, and again only when its result or evidence changes.
 */
const upsertStatement = `
  INSERT INTO evaluations (rid, cid, result, settled, opened, evidence, hash, firstEvaluated, evaluated, seq)
  SELECT value->>0, value->>1, value->>2, iif(value->>2 < 2, value->>2, NULL), value->>2 <> 0, value->>3, value->>4, :now, :now, ${seqText}
  FROM json_each(:rows) WHERE EXISTS (SELECT 1 FROM resources WHERE rid = value->>0 AND gone IS NULL)
  ON CONFLICT (cid, rid) DO UPDATE SET
    result = excluded.result, evidence = excluded.evidence, hash = excluded.hash, evaluated = excluded.evaluated,
    lastReopened = iif(excluded.result = 1 AND settled = 0, excluded.evaluated, lastReopened),
    lastFixed = iif(excluded.result = 0 AND settled = 1, excluded.evaluated, lastFixed),
    settled = iif(excluded.result < 2, excluded.result, settled),
    opened = max(opened, excluded.opened),
    exception = iif(result = excluded.result, exception, NULL),
    seq = excluded.seq
  WHERE hash <> excluded.hash OR :touch`

const upsert = (rows: readonly Row[], now: Date, touch: boolean): Statement => ({
  sql: upsertStatement,
  args: { rows: JSON.stringify(rows), now: now.toISOString(), touch: touch ? 1 : 0 },
})

const remove = (pairs: readonly (readonly number[])[]): Statement => ({
  sql: `DELETE FROM evaluations WHERE (cid, rid) IN (SELECT value->>0, value->>1 FROM json_each(?))`,
  args: [JSON.stringify(pairs)],
})

function chunks<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / rowLimit)
  return Array.from({ length: count }, (_, index) => items.slice(index * rowLimit, (index + 1) * rowLimit))
}
