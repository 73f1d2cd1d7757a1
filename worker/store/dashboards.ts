import { and, asc, count, eq, getTableColumns, or } from 'drizzle-orm'
import type { Widget } from '../../shared/dashboard.ts'
import type { Database } from './database.ts'
import { dashboards, defaultDashboards } from './schema.ts'

/** A dashboard as it is stored; `owner` is whose it is, `ownerName` what they were called. */
export type StoredDashboard = typeof dashboards.$inferSelect
export type StoredHead = Omit<StoredDashboard, 'widgets'>

/** Dashboards that one person may keep. */
export const mostDashboards = 100

type Filter = {
  /** Whose are listed, besides shared ones; everybody's where absent. */
  readonly owner?: string | undefined
  readonly shared?: boolean
}

const { widgets: _, ...head } = getTableColumns(dashboards)

/** Dashboards by title, without their widgets. */
export const listDashboards = (db: Database, { owner, shared = true }: Filter): Promise<readonly StoredHead[]> => {
  const own = owner === undefined ? undefined : eq(dashboards.owner, owner)
  return db.read
    .select(head)
    .from(dashboards)
    .where(own && shared ? or(own, eq(dashboards.shared, true)) : own)
    .orderBy(asc(dashboards.title), asc(dashboards.id))
}

export async function findDashboard(db: Database, id: string): Promise<StoredDashboard | undefined> {
  const [row] = await db.read.select().from(dashboards).where(eq(dashboards.id, id))
  return row
}

type New = Pick<StoredDashboard, 'id' | 'owner' | 'ownerName' | 'title' | 'shared' | 'widgets'>

/** `false`, and nothing is stored, where the owner has one of this title. */
export async function insertDashboard(db: Database, dashboard: New, now: Date): Promise<boolean> {
  const row = { ...dashboard, version: 1, created: now.toISOString(), updated: now.toISOString() }
  const [result] = await db.write([db.read.insert(dashboards).values(row).onConflictDoNothing()])
  return result?.rowsAffected === 1
}

type Change = {
  readonly id: string
  /** The version that the change was made from; any where absent. */
  readonly basedOn?: number | undefined
  readonly title?: string | undefined
  readonly shared?: boolean | undefined
  readonly widgets?: readonly Widget[] | undefined
}

/** `false`, and nothing is stored, where the title is taken, the dashboard is gone or has another version. */
export async function changeDashboard(db: Database, change: Change, now: Date): Promise<boolean> {
  const { id, basedOn, title, shared, widgets } = change
  const [result] = await db.write([
    {
      sql: `UPDATE OR IGNORE dashboards SET title = coalesce(:title, title), shared = coalesce(:shared, shared),
              widgets = coalesce(:widgets, widgets), version = version + 1, updated = :now
            WHERE id = :id AND version = coalesce(:basedOn, version)`,
      args: {
        ...{ id, basedOn: basedOn ?? null, title: title ?? null, shared: shared ?? null, now: now.toISOString() },
        widgets: widgets ? JSON.stringify(widgets) : null,
      },
    },
  ])
  return result?.rowsAffected === 1
}

/** It is nobody's default any more, either. */
export const deleteDashboard = (db: Database, id: string) =>
  db.write([
    db.read.delete(defaultDashboards).where(eq(defaultDashboards.dashboard, id)),
    db.read.delete(dashboards).where(eq(dashboards.id, id)),
  ])

/** Id of the dashboard that somebody chose to see first, while they can see it. */
export async function findDefault(db: Database, owner: string): Promise<string | undefined> {
  const [row] = await db.read
    .select({ id: dashboards.id })
    .from(defaultDashboards)
    .innerJoin(dashboards, eq(dashboards.id, defaultDashboards.dashboard))
    .where(and(eq(defaultDashboards.owner, owner), or(eq(dashboards.owner, owner), eq(dashboards.shared, true))))
  return row?.id
}

/** Chooses what somebody sees first; without a dashboard, the built-in one. */
export const saveDefault = (db: Database, owner: string, dashboard: string | undefined) =>
  db.write([
    dashboard === undefined
      ? db.read.delete(defaultDashboards).where(eq(defaultDashboards.owner, owner))
      : {
          sql: `INSERT INTO default_dashboards (owner, dashboard) SELECT ?, id FROM dashboards WHERE id = ?
                ON CONFLICT (owner) DO UPDATE SET dashboard = excluded.dashboard`,
          args: [owner, dashboard],
        },
  ])

export async function countDashboards(db: Database, owner: string): Promise<number> {
  const [row] = await db.read.select({ n: count() }).from(dashboards).where(eq(dashboards.owner, owner))
  return row?.n ?? 0
}

/** Titles that an owner has given to dashboards. */
export async function titlesOf(db: Database, owner: string): Promise<ReadonlySet<string>> {
  const rows = await db.read.select({ title: dashboards.title }).from(dashboards).where(eq(dashboards.owner, owner))
  return new Set(rows.map(({ title }) => title))
}
