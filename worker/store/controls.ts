import type { Control } from '../../shared/control.ts'
import type { Policy } from '../../shared/policy.ts'
import type { Evaluator } from '../evaluator.ts'
import type { Database, Statement } from './database.ts'
import { seqText, takeSeq } from './seq.ts'

/** Evaluations that one batch removes. */
const batch = 2000

/**
 * Stores the loaded controls and policies, where they differ from those of the last start. Those that are gone leave
 * tombstones, and the evaluations of a control that is gone, or is about other resource types now, go with it.
 */
export async function saveControls(
  db: Database,
  { controls, policies }: Pick<Evaluator, 'controls' | 'policies'>,
): Promise<void> {
  const known = new Map((await readAll(db, 'SELECT cid AS key, body FROM controls')).map((row) => [row.key, row.body]))
  const bodies = new Map(controls.map((control) => [String(control.cid), JSON.stringify(control)]))
  const kept = new Map(controls.map(({ cid, resources }) => [String(cid), resources.join()]))
  const homeless = [...known].filter(
    ([cid, body]) => kept.get(cid) !== (JSON.parse(body) as Partial<Control>).resources?.join(),
  )
  for (const [cid] of homeless) await removeEvaluations(db, Number(cid))

  const changed = controls.filter(({ cid }) => known.get(String(cid)) !== bodies.get(String(cid)))
  const statements = [
    ...[...known.keys()].filter((cid) => !kept.has(cid)).map((cid) => remove('controls', 'cid', Number(cid))),
    ...changed.map(upsertControl),
    ...(await policyStatements(db, policies)),
  ]
  if (statements.length > 0) await db.write([takeSeq, ...statements, summaryChanged])
}

/** The summary counts by criticality, which stands in a control. */
const summaryChanged = `UPDATE meta SET value = ${seqText} WHERE key = 'counted'`

async function policyStatements(db: Database, policies: readonly Policy[]): Promise<readonly Statement[]> {
  const known = new Map((await readAll(db, 'SELECT slug AS key, body FROM policies')).map((row) => [row.key, row.body]))
  const slugs = new Set(policies.map(({ slug }) => slug))
  const gone = [...known.keys()].filter((slug) => !slugs.has(slug))
  const changed = policies.filter((policy) => known.get(policy.slug) !== JSON.stringify(policy))
  return [
    ...[...gone, ...changed.map(({ slug }) => slug)].map((slug) => remove('policy_controls', 'policy', slug)),
    ...gone.map((slug) => remove('policies', 'slug', slug)),
    ...changed.flatMap(upsertPolicy),
  ]
}

async function readAll(db: Database, sql: string) {
  const { rows } = await db.client.execute(sql)
  return rows.map(({ key, body }) => ({ key: String(key), body: String(body) }))
}

/** Removes what a control has answered, in batches. */
export async function removeEvaluations(db: Database, cid: number): Promise<void> {
  for (let removed = batch; removed === batch; ) {
    const [, result] = await db.write([
      takeSeq,
      {
        sql: `DELETE FROM evaluations WHERE cid = :cid
              AND rid IN (SELECT rid FROM evaluations WHERE cid = :cid ORDER BY rid LIMIT ${batch})`,
        args: { cid },
      },
    ])
    removed = result?.rowsAffected ?? 0
  }
}

const remove = (table: string, column: string, key: string | number): Statement => ({
  sql: `DELETE FROM ${table} WHERE ${column} = ?`,
  args: [key],
})

const upsertControl = (control: Control): Statement => ({
  sql: `INSERT INTO controls (cid, slug, cloud, service, title, criticality, body, seq)
        VALUES (?, ?, ?, ?, ?, ?, ?, ${seqText})
        ON CONFLICT (cid) DO UPDATE SET slug = excluded.slug, cloud = excluded.cloud, service = excluded.service,
          title = excluded.title, criticality = excluded.criticality,
          body = excluded.body, seq = excluded.seq`,
  args: [
    ...[control.cid, control.slug, control.cloud, control.service],
    ...[control.title, control.criticality, JSON.stringify(control)],
  ],
})

const upsertPolicy = (policy: Policy): readonly Statement[] => [
  {
    sql: `INSERT INTO policies (slug, cloud, title, body, seq) VALUES (?, ?, ?, ?, ${seqText})
          ON CONFLICT (slug) DO UPDATE SET cloud = excluded.cloud, title = excluded.title, body = excluded.body,
            seq = excluded.seq`,
    args: [policy.slug, policy.cloud, policy.title, JSON.stringify(policy)],
  },
  {
    sql: `INSERT INTO policy_controls (policy, cid, position) SELECT ?, value, key FROM json_each(?) WHERE true
          ON CONFLICT DO NOTHING`,
    args: [policy.slug, JSON.stringify(policy.controls)],
  },
]
