import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Widget, WidgetDraft } from '../../../shared/dashboard.ts'
import type { QueryList } from '../../../shared/query/query.ts'

/*
 * Things of one's own. `owner` is `user:ID`, or `token:ID` for a token that belongs to nobody; `ownerName` is what they
 * were called when they made the thing, for others to see.
 */
const kept = {
  id: text().primaryKey(),
  owner: text().notNull(),
  ownerName: text().notNull(),
  title: text().notNull(),
  created: text().notNull(),
  updated: text().notNull(),
}
const shared = integer({ mode: 'boolean' }).notNull().default(false)

/** Queries under a title. */
export const savedSearches = sqliteTable(
  'saved_searches',
  { ...kept, shared, list: text().$type<QueryList>().notNull(), query: text().notNull() },
  (search) => [
    uniqueIndex('saved_searches_by_title').on(search.owner, search.list, search.title),
    index('saved_searches_shared').on(search.shared),
  ],
)

/** Dashboards besides the built-in one. */
export const dashboards = sqliteTable(
  'dashboards',
  {
    ...kept,
    shared,
    /** Counts changes, so that nobody overwrites one that they have not seen. */
    version: integer().notNull().default(1),
    widgets: text({ mode: 'json' }).$type<readonly Widget[]>().notNull(),
  },
  (dashboard) => [
    uniqueIndex('dashboards_by_title').on(dashboard.owner, dashboard.title),
    index('dashboards_shared').on(dashboard.shared),
  ],
)

/** The dashboard that somebody sees first, where it is not the built-in one. */
export const defaultDashboards = sqliteTable('default_dashboards', {
  owner: text().primaryKey(),
  dashboard: text()
    .notNull()
    .references(() => dashboards.id, { onDelete: 'cascade' }),
})

/** Widgets that somebody keeps to make others from. */
export const widgetTemplates = sqliteTable(
  'widget_templates',
  { ...kept, widget: text({ mode: 'json' }).$type<WidgetDraft>().notNull() },
  (template) => [uniqueIndex('widget_templates_by_title').on(template.owner, template.title)],
)
