import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { connectors } from '../schema.ts'

/*
 * What the counters said at the end of each day, for the trends: the last snapshot of a day stands, for 400 days. Days are
 * those of UTC, as YYYY-MM-DD. What was counted for a deleted connector goes with it.
 */

/** Days with a snapshot of a connector, so that a day without any resource is told from one without a look. */
export const snapshotDays = sqliteTable(
  'snapshot_days',
  {
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    day: text().notNull(),
    /** When it was taken. */
    at: text().notNull(),
  },
  (row) => [primaryKey({ columns: [row.connector, row.day] })],
)

/** Resources that were there, by type, and how many of them failed a control. */
export const resourceSnapshots = sqliteTable(
  'resource_snapshots',
  {
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    day: text().notNull(),
    type: text().notNull(),
    count: integer().notNull(),
    failing: integer().notNull(),
  },
  (row) => [primaryKey({ columns: [row.connector, row.day, row.type] })],
)

/** Evaluations by control and outcome (its index in `outcomes`). */
export const evaluationSnapshots = sqliteTable(
  'evaluation_snapshots',
  {
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    day: text().notNull(),
    cid: integer().notNull(),
    outcome: integer().notNull(),
    count: integer().notNull(),
    /** The control's criticality that day: a control that is no more still counts. */
    criticality: text().notNull(),
  },
  (row) => [primaryKey({ columns: [row.connector, row.day, row.cid, row.outcome] })],
)
