import { and, asc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { widgetTemplates } from './schema.ts'

export type StoredTemplate = typeof widgetTemplates.$inferSelect

/** Templates that one person may keep. */
export const mostTemplates = 100

/** Templates of one's own, by title. */
export const listTemplates = (db: Database, owner: string): Promise<readonly StoredTemplate[]> =>
  db.read.select().from(widgetTemplates).where(eq(widgetTemplates.owner, owner)).orderBy(asc(widgetTemplates.title))

type New = Omit<StoredTemplate, 'created' | 'updated'>

/** `false`, and nothing is stored, where the owner has one of this title. */
export async function insertTemplate(db: Database, template: New, now: Date): Promise<boolean> {
  const row = { ...template, created: now.toISOString(), updated: now.toISOString() }
  const [result] = await db.write([db.read.insert(widgetTemplates).values(row).onConflictDoNothing()])
  return result?.rowsAffected === 1
}

/** Answers whether the owner had it. */
export async function deleteTemplate(db: Database, { id, owner }: Pick<StoredTemplate, 'id' | 'owner'>) {
  const isIt = and(eq(widgetTemplates.id, id), eq(widgetTemplates.owner, owner))
  const [result] = await db.write([db.read.delete(widgetTemplates).where(isIt)])
  return result?.rowsAffected === 1
}
