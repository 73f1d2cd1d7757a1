import type { Posture } from '../../../shared/summary.ts'
import type { Database, Statement } from '../database.ts'
import { noPosture } from '../lists/posture.ts'

/** What one run reads of one control. `connectors` are their short numbers. */
export type Taking = {
  readonly run: number
  readonly report: number
  readonly cid: number
  readonly connectors: readonly number[]
}

/** Evaluations of one batch: about 10 ms, in which the API answers nobody. */
const batch = 500

/** Greater than every number of a resource. */
const end = Number.MAX_SAFE_INTEGER

/**
 * Takes over how a control ended for the resources of some connectors: what is as it was in the last results is left as
 * it is, what differs ends with this run, and what is new begins with it. Batch by batch, each of them consistent in
 * itself; between them others have their turn. Answers the figures of what is stored then.
 */
export async function takeControl(db: Database, taking: Taking): Promise<Posture> {
  let posture = noPosture
  for (let low = 0; low < end; ) {
    const high = await highOf(db, taking, low)
    const answers = await db.write(statements(taking, low, high))
    posture = (answers.at(-1)?.rows ?? []).reduce(
      (sum, { outcome, n }) => add(sum, Number(outcome), Number(n)),
      posture,
    )
    low = high
  }
  return posture
}

const names = ['pass', 'fail', 'unknown', 'excepted'] as const

function add(posture: Posture, outcome: number, n: number): Posture {
  const name = names[outcome] ?? 'unknown'
  return { ...posture, [name]: posture[name] + n }
}

/** Up to which resource a batch goes: neither the evaluations nor the last results have more than a batch until there. */
async function highOf(db: Database, { report, cid }: Taking, low: number): Promise<number> {
  const { rows } = await db.client.execute({
    sql: `SELECT min(rid) AS high FROM (
            SELECT * FROM (SELECT rid FROM evaluations WHERE cid = :cid AND rid > :low ORDER BY rid LIMIT 1 OFFSET ${batch})
            UNION ALL
            SELECT * FROM (SELECT rid FROM report_results WHERE report = :report AND cid = :cid AND rid > :low
                           ORDER BY rid LIMIT 1 OFFSET ${batch}))`,
    args: { report, cid, low },
  })
  return Number(rows[0]?.high ?? end)
}

/** Evaluations in a batch, as results keep them. The order of the tables is given: by the number of the resource. */
const current = `evaluations e CROSS JOIN resources r ON r.rid = e.rid LEFT JOIN exceptions x ON x.no = e.exception
  WHERE e.cid = :cid AND r.gone IS NULL AND r.connector IN (SELECT value FROM json_each(:connectors))`
const inBatch = (column: string) => `${column} > :low AND ${column} <= :high`
const evidence = 'iif(e.outcome = 0, NULL, e.evidence)'
const exception = `iif(e.outcome = 3, json_object('kind', x.kind, 'reason', x.reason, 'owner', x.owner, 'ends', x.ends), NULL)`

const endChanged = `UPDATE report_results AS o SET "to" = :run
  WHERE report = :report AND cid = :cid AND ${inBatch('o.rid')} AND "to" IS NULL AND NOT EXISTS (
    SELECT 1 FROM ${current} AND e.rid = o.rid AND e.outcome = o.outcome
      AND ${evidence} IS o.evidence AND ${exception} IS o.exception)`

const beginNew = `INSERT INTO report_results (report, cid, rid, "from", outcome, evidence, exception)
  SELECT :report, e.cid, e.rid, :run, e.outcome, ${evidence}, ${exception} FROM ${current} AND ${inBatch('e.rid')}
    AND NOT EXISTS (SELECT 1 FROM report_results o
      WHERE o.report = :report AND o.cid = :cid AND o.rid = e.rid AND o."to" IS NULL)`

const isSame = 'n.name = r.name AND n.region = r.region AND n.account = r.account AND n.id = r.id'

const endRenamed = `UPDATE report_resources AS n SET "to" = :run
  WHERE report = :report AND "to" IS NULL
    AND rid IN (SELECT rid FROM evaluations WHERE cid = :cid AND ${inBatch('rid')})
    AND EXISTS (SELECT 1 FROM resources r WHERE r.rid = n.rid AND NOT (${isSame}))`

const beginNames = `INSERT INTO report_resources (report, rid, "from", id, type, name, cloud, account, region)
  SELECT :report, r.rid, :run, r.id, r.type, r.name, r.cloud, r.account, r.region FROM ${current} AND ${inBatch('e.rid')}
    AND NOT EXISTS (SELECT 1 FROM report_resources n WHERE n.report = :report AND n.rid = r.rid AND n."to" IS NULL)
  ON CONFLICT DO UPDATE SET "to" = NULL, id = excluded.id, name = excluded.name, account = excluded.account,
    region = excluded.region`

const count = `SELECT outcome, count(*) AS n FROM report_results
  WHERE report = :report AND cid = :cid AND ${inBatch('rid')} AND "to" IS NULL GROUP BY outcome`

function statements({ run, report, cid, connectors }: Taking, low: number, high: number): readonly Statement[] {
  const range = { report, cid, low, high }
  const args = { ...range, run, connectors: JSON.stringify(connectors) }
  return [
    { sql: endChanged, args },
    { sql: beginNew, args },
    { sql: endRenamed, args: { ...range, run } },
    { sql: beginNames, args },
    { sql: count, args: range },
  ]
}
