import { and, asc, desc, eq } from 'drizzle-orm'
import type { PolicyFile } from '../../shared/policy.ts'
import type { Database, Statement } from './database.ts'
import { ownPolicies, ownPolicyVersions } from './schema.ts'

export const maxOwnPolicies = 500
const keptVersions = 100

/** A policy of one's own as it is stored. Times are ISO 8601 in UTC. */
export type StoredOwnPolicy = typeof ownPolicies.$inferSelect

export type OwnPolicyDraft = { readonly slug: string; readonly body: PolicyFile; readonly author: string }

export const listOwnPolicies = (db: Database): Promise<readonly StoredOwnPolicy[]> =>
  db.read.select().from(ownPolicies).orderBy(asc(ownPolicies.slug))

export async function findOwnPolicy(db: Database, slug: string): Promise<StoredOwnPolicy | undefined> {
  const [row] = await db.read.select().from(ownPolicies).where(eq(ownPolicies.slug, slug))
  return row
}

/** Stores a new policy; `false`, and nothing is stored, where one has that name. */
export async function insertOwnPolicy(
  db: Database,
  { slug, body, author, cloud }: OwnPolicyDraft & { readonly cloud: string },
  now: Date,
): Promise<boolean> {
  const at = now.toISOString()
  const row = { slug, cloud, version: 1, body, created: at, createdBy: author, updated: at, author }
  const [result] = await db.write([
    db.read.insert(ownPolicies).values(row).onConflictDoNothing(),
    keepPolicyVersion(slug),
  ])
  return result?.rowsAffected === 1
}

/** The statements that store the next version of a policy; the first changes nothing where `basedOn` is not what it has. */
export const saveOwnPolicy = (
  { slug, body, author }: OwnPolicyDraft,
  { now, basedOn }: { readonly now: Date; readonly basedOn?: number | undefined },
): readonly Statement[] => [
  {
    sql: `UPDATE own_policies SET version = version + 1, body = ?, author = ?, updated = ?
          WHERE slug = ? AND version = coalesce(?, version)`,
    args: [JSON.stringify(body), author, now.toISOString(), slug, basedOn ?? null],
  },
  keepPolicyVersion(slug),
  {
    sql: `DELETE FROM own_policy_versions WHERE slug = :slug
          AND version <= (SELECT version FROM own_policies WHERE slug = :slug) - ${keptVersions}`,
    args: { slug },
  },
]

const keepPolicyVersion = (slug: string): Statement => ({
  sql: `INSERT INTO own_policy_versions (slug, version, body, author, at)
        SELECT slug, version, body, author, updated FROM own_policies WHERE slug = ? ON CONFLICT DO NOTHING`,
  args: [slug],
})

/** Versions of a policy that are kept, newest first. */
export const listPolicyVersions = (db: Database, slug: string) =>
  db.read
    .select()
    .from(ownPolicyVersions)
    .where(eq(ownPolicyVersions.slug, slug))
    .orderBy(desc(ownPolicyVersions.version))

export async function findPolicyVersion(db: Database, slug: string, version: number) {
  const [row] = await db.read
    .select()
    .from(ownPolicyVersions)
    .where(and(eq(ownPolicyVersions.slug, slug), eq(ownPolicyVersions.version, version)))
  return row
}

/** Removes a policy with its versions. */
export const removeOwnPolicy = (slug: string): readonly Statement[] => [
  { sql: 'DELETE FROM own_policy_versions WHERE slug = ?', args: [slug] },
  { sql: 'DELETE FROM own_policies WHERE slug = ?', args: [slug] },
]

/** Titles of the reports that are about a policy. */
export async function reportsOnPolicy(db: Database, slug: string): Promise<readonly string[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT title FROM reports WHERE NOT removed AND EXISTS (SELECT 1 FROM json_each(policies) WHERE value = ?)
          ORDER BY title LIMIT 20`,
    args: [slug],
  })
  return rows.map(({ title }) => String(title))
}
