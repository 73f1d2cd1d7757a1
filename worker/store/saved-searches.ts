import { and, asc, count, eq, or } from 'drizzle-orm'
import type { QueryList } from '../../shared/query/query.ts'
import type { SavedSearchDraft, SavedSearchPatch } from '../../shared/saved-search.ts'
import type { Database } from './database.ts'
import { savedSearches } from './schema.ts'

/** A saved search as it is stored; `owner` is whose it is, `ownerName` what they were called. */
export type StoredSearch = typeof savedSearches.$inferSelect

/** Searches that one person may keep. */
export const mostSearches = 500

type Filter = {
  /** Whose are listed, besides shared ones; everybody's where absent. */
  readonly owner?: string | undefined
  readonly shared?: boolean
  readonly list?: QueryList | undefined
}

/** Saved searches by list and title. */
export const listSearches = (
  db: Database,
  { owner, shared = true, list }: Filter,
): Promise<readonly StoredSearch[]> => {
  const own = owner === undefined ? undefined : eq(savedSearches.owner, owner)
  const visible = own && shared ? or(own, eq(savedSearches.shared, true)) : own
  return db.read
    .select()
    .from(savedSearches)
    .where(and(visible, list && eq(savedSearches.list, list)))
    .orderBy(asc(savedSearches.list), asc(savedSearches.title), asc(savedSearches.id))
}

export async function countSearches(db: Database, owner: string): Promise<number> {
  const [row] = await db.read.select({ n: count() }).from(savedSearches).where(eq(savedSearches.owner, owner))
  return row?.n ?? 0
}

export async function findSearch(db: Database, id: string): Promise<StoredSearch | undefined> {
  const [row] = await db.read.select().from(savedSearches).where(eq(savedSearches.id, id))
  return row
}

type New = SavedSearchDraft & Pick<StoredSearch, 'id' | 'owner' | 'ownerName'>

/** `false`, and nothing is stored, where the owner has one of this title for the list. */
export async function insertSearch(db: Database, search: New, now: Date): Promise<boolean> {
  const row = { ...search, created: now.toISOString(), updated: now.toISOString() }
  const [result] = await db.write([db.read.insert(savedSearches).values(row).onConflictDoNothing()])
  return result?.rowsAffected === 1
}

/** Likewise `false` where the new title is taken, or the search is gone. */
export async function changeSearch(
  db: Database,
  { id, title, query, shared }: Pick<StoredSearch, 'id'> & SavedSearchPatch,
  now: Date,
): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `UPDATE OR IGNORE saved_searches SET title = coalesce(:title, title), query = coalesce(:query, query),
              shared = coalesce(:shared, shared), updated = :now WHERE id = :id`,
      args: { id, title: title ?? null, query: query ?? null, shared: shared ?? null, now: now.toISOString() },
    },
  ])
  return result?.rowsAffected === 1
}

export const deleteSearch = (db: Database, id: string) =>
  db.write([db.read.delete(savedSearches).where(eq(savedSearches.id, id))])
