import { and, asc, desc, eq } from 'drizzle-orm'
import { type Control, firstOwnCid } from '../../shared/control.ts'
import type { Own } from '../catalogue.ts'
import type { Database, Statement } from './database.ts'
import { listOwnPolicies } from './own-policies.ts'
import { ownControls, ownControlVersions } from './schema.ts'

/** More would make every start and every run slow. */
export const maxOwnControls = 500
const keptVersions = 100

/** A control of one's own as it is stored. Times are ISO 8601 in UTC. */
export type StoredOwnControl = typeof ownControls.$inferSelect

/** What a save stores; `text` holds the number. */
export type OwnControlDraft = {
  readonly cid: number
  readonly text: string
  readonly control: Control
  readonly author: string
  readonly copiedFrom?: number | undefined
}

/** Everything of one's own that the evaluator takes over. */
export async function readOwn(db: Database): Promise<Own> {
  const [controls, policies] = await Promise.all([listOwnControls(db), listOwnPolicies(db)])
  return {
    controls: controls.map(({ cid, version, author, created, updated, text, copiedFrom, body }) => ({
      ...{ cid, version, author, created, modified: updated, text, control: body },
      ...(copiedFrom !== null && { copiedFrom }),
    })),
    policies: policies.map(({ slug, cloud, version, author, body }) => ({
      ...body,
      ...{ slug, cloud: cloud as Control['cloud'], origin: 'own', version, author },
    })),
  }
}

export const listOwnControls = (db: Database): Promise<readonly StoredOwnControl[]> =>
  db.read.select().from(ownControls).orderBy(asc(ownControls.cid))

export async function findOwnControl(db: Database, cid: number): Promise<StoredOwnControl | undefined> {
  const [row] = await db.read.select().from(ownControls).where(eq(ownControls.cid, cid))
  return row
}

/** A number for a new control, which nobody ever had: what is kept of a deleted one never becomes another's. */
export async function takeOwnCid(db: Database): Promise<number> {
  const [, result] = await db.write([
    { sql: `INSERT INTO meta (key, value) VALUES ('ownCid', ?) ON CONFLICT DO NOTHING`, args: [firstOwnCid - 1] },
    `UPDATE meta SET value = max(value + 1, (SELECT coalesce(max(cid), 0) + 1 FROM own_controls))
     WHERE key = 'ownCid' RETURNING value`,
  ])
  return Number(result?.rows[0]?.value)
}

/** Stores a new control, its first version. */
export async function insertOwnControl(db: Database, draft: OwnControlDraft, now: Date): Promise<void> {
  const { cid, text, control, author, copiedFrom } = draft
  const at = now.toISOString()
  const row = { cid, version: 1, text, body: control, copiedFrom, created: at, createdBy: author, updated: at, author }
  await db.write([db.read.insert(ownControls).values(row), keepVersion(cid)])
}

/**
 * Stores the next version of a control; `false`, and nothing is stored, where it is gone, or `basedOn` is not the version
 * that it has.
 */
export async function saveOwnControl(
  db: Database,
  { cid, text, control, author }: OwnControlDraft,
  { now, basedOn }: { readonly now: Date; readonly basedOn?: number | undefined },
): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `UPDATE own_controls SET version = version + 1, text = ?, body = ?, author = ?, updated = ?
            WHERE cid = ? AND version = coalesce(?, version)`,
      args: [text, JSON.stringify(control), author, now.toISOString(), cid, basedOn ?? null],
    },
    keepVersion(cid),
    {
      sql: `DELETE FROM own_control_versions WHERE cid = :cid
            AND version <= (SELECT version FROM own_controls WHERE cid = :cid) - ${keptVersions}`,
      args: { cid },
    },
  ])
  return result?.rowsAffected === 1
}

/** Copies what is now to the versions, unless it is there. */
const keepVersion = (cid: number): Statement => ({
  sql: `INSERT INTO own_control_versions (cid, version, text, title, author, at)
        SELECT cid, version, text, body->>'title', author, updated FROM own_controls WHERE cid = ?
        ON CONFLICT DO NOTHING`,
  args: [cid],
})

/** Versions of a control that are kept, newest first, without their texts. */
export const listVersions = (db: Database, cid: number) => {
  const { version, title, author, at } = ownControlVersions
  return db.read
    .select({ version, title, author, at })
    .from(ownControlVersions)
    .where(eq(ownControlVersions.cid, cid))
    .orderBy(desc(version))
}

export async function findVersion(db: Database, cid: number, version: number) {
  const [row] = await db.read
    .select()
    .from(ownControlVersions)
    .where(and(eq(ownControlVersions.cid, cid), eq(ownControlVersions.version, version)))
  return row
}

/** Removes a control with its versions; its evaluations go when the engine takes that over. */
export const removeOwnControl = (cid: number): readonly Statement[] => [
  { sql: 'DELETE FROM own_control_versions WHERE cid = ?', args: [cid] },
  { sql: 'DELETE FROM own_controls WHERE cid = ?', args: [cid] },
]

/** Notes that everything stored has been judged by this version of a control. */
export async function markJudged(db: Database, cid: number, version: number): Promise<void> {
  await db.write([{ sql: 'UPDATE own_controls SET judged = ?2 WHERE cid = ?1 AND judged < ?2', args: [cid, version] }])
}

/** Numbers of controls of one's own that are no more, and still have evaluations. */
export async function findOrphans(db: Database): Promise<readonly number[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT DISTINCT cid FROM counters
          WHERE cid >= ? AND count > 0 AND cid NOT IN (SELECT cid FROM own_controls)`,
    args: [firstOwnCid],
  })
  return rows.map(({ cid }) => Number(cid))
}
