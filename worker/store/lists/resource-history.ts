import { type Criticality, type Evidence, results } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'
import type { EvaluationChange } from './evaluation-history.ts'

/** A change of what one of the controls says of a resource. */
export type ResourceChange = EvaluationChange & {
  readonly cid: number
  readonly title: string
  readonly criticality: Criticality
}

type Asked = { readonly rid: number; readonly cid?: number | undefined; readonly limit: number; readonly skip: number }

const from = `FROM evaluation_changes h JOIN controls c ON c.cid = h.cid
  WHERE h.rid = :rid AND (:cid IS NULL OR h.cid = :cid)`

/** The changes of all evaluations of a resource, newest first; 20 at most are kept of each control. */
export async function listResourceChanges(
  db: Database,
  { rid, cid, limit, skip }: Asked,
): Promise<{ readonly items: readonly ResourceChange[]; readonly total: number }> {
  const asked = { rid, cid: cid ?? null }
  const [page, whole] = await Promise.all([
    db.client.execute({
      sql: `SELECT h.at, h.was, h.became, h.evidence, c.cid, c.title, c.criticality ${from}
            ORDER BY h.at DESC, h.no DESC LIMIT :limit OFFSET :skip`,
      args: { ...asked, limit, skip },
    }),
    db.client.execute({ sql: `SELECT count(*) AS total ${from}`, args: asked }),
  ])
  return { items: page.rows.map(toChange), total: Number(whole.rows[0]?.total) }
}

const toChange = ({ at, was, became, evidence, cid, title, criticality }: Record<string, unknown>): ResourceChange => ({
  at: String(at),
  was: results[Number(was)] ?? 'UNKNOWN',
  became: results[Number(became)] ?? 'UNKNOWN',
  evidence: JSON.parse(String(evidence)) as Evidence[],
  cid: Number(cid),
  title: String(title),
  criticality: criticality as Criticality,
})

/** The controls that have ever changed what they say of a resource. */
export async function listChangedControls(
  db: Database,
  rid: number,
): Promise<readonly { readonly cid: number; readonly title: string }[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT cid, title FROM controls WHERE cid IN (SELECT cid FROM evaluation_changes WHERE rid = ?) ORDER BY cid`,
    args: [rid],
  })
  return rows.map(({ cid, title }) => ({ cid: Number(cid), title: String(title) }))
}
