import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Change, ReportSchedule, ReportScope, ReportSubject, Requirement } from '../../../shared/report.ts'

/*
 * Reports: a mandate or policies applied to connectors. What a run found is kept as it was. Most of it is what the run
 * before found, so that a row holds for a span of runs: from the run `from` on, until before the run `to`, where that is
 * known. A run in which nothing changed writes no results.
 */

export const reports = sqliteTable(
  'reports',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    description: text(),
    cloud: text().notNull(),
    /** Slug of the mandate; of `mandate` and `policies` one is there. */
    mandate: text(),
    /** Slugs, sorted. */
    policies: text({ mode: 'json' }).$type<string[]>(),
    /** Ids of connectors, sorted; all of the cloud where absent. */
    connectors: text({ mode: 'json' }).$type<string[]>(),
    /** The above as one text: no two reports say the same of the same. Null once the report is removed. */
    identity: text(),
    schedule: text({ mode: 'json' }).$type<ReportSchedule>(),
    nextRun: text(),
    /** Why the schedule could not run it, and since when. */
    problem: text(),
    problemSince: text(),
    created: text().notNull(),
    updated: text().notNull(),
    /** It is being removed: its results go in small batches, it itself at the end. */
    removed: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (report) => [uniqueIndex('reports_by_identity').on(report.identity), index('reports_due').on(report.nextRun)],
)

/** Runs of reports. All but the figures is copied at the start of the run. */
export const reportRuns = sqliteTable(
  'report_runs',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    report: integer()
      .notNull()
      .references(() => reports.no, { onDelete: 'cascade' }),
    state: text().notNull(),
    trigger: text().notNull(),
    queued: text().notNull(),
    started: text(),
    ended: text(),
    /** Why it failed. */
    reason: text(),
    title: text().notNull(),
    cloud: text().notNull(),
    subject: text({ mode: 'json' }).$type<ReportSubject>().notNull(),
    requirements: text({ mode: 'json' }).$type<Requirement[]>().notNull(),
    connectors: text({ mode: 'json' }).$type<ReportScope[]>().notNull(),
    pass: integer().notNull().default(0),
    fail: integer().notNull().default(0),
    unknown: integer().notNull().default(0),
    excepted: integer().notNull().default(0),
    /** The run that it was compared with, and how they differ. */
    previous: integer(),
    change: text({ mode: 'json' }).$type<Change>(),
  },
  (run) => [index('report_runs_by_report').on(run.report, run.no)],
)

/** What a run found for each control, and the texts of the control as they were. */
export const reportRunControls = sqliteTable(
  'report_run_controls',
  {
    run: integer()
      .notNull()
      .references(() => reportRuns.no, { onDelete: 'cascade' }),
    cid: integer().notNull(),
    /** A `ReportedControl` without its figures. */
    control: text({ mode: 'json' }).notNull(),
    pass: integer().notNull().default(0),
    fail: integer().notNull().default(0),
    unknown: integer().notNull().default(0),
    excepted: integer().notNull().default(0),
    change: text({ mode: 'json' }).$type<Change>(),
  },
  (row) => [primaryKey({ columns: [row.run, row.cid] })],
)

/** How a control ended for a resource, for a span of runs. `rid` may no longer be in `resources`. */
export const reportResults = sqliteTable(
  'report_results',
  {
    report: integer().notNull(),
    cid: integer().notNull(),
    rid: integer().notNull(),
    from: integer().notNull(),
    to: integer(),
    /** Index in `outcomes`. */
    outcome: integer().notNull(),
    /** Evidence of what did not pass, as JSON. */
    evidence: text(),
    /** The exception that held, as JSON. */
    exception: text(),
  },
  (result) => [
    primaryKey({ columns: [result.report, result.cid, result.rid, result.from] }),
    index('report_results_open').on(result.report, result.cid, result.outcome, result.rid).where(sql`outcome <> 0`),
    index('report_results_ended').on(result.report, result.to).where(sql`"to" IS NOT NULL`),
  ],
)

/** What a resource was called, for a span of runs. */
export const reportResources = sqliteTable(
  'report_resources',
  {
    report: integer().notNull(),
    rid: integer().notNull(),
    from: integer().notNull(),
    to: integer(),
    id: text().notNull(),
    type: text().notNull(),
    name: text().notNull(),
    cloud: text().notNull(),
    account: text().notNull(),
    region: text().notNull(),
  },
  (resource) => [
    primaryKey({ columns: [resource.report, resource.rid, resource.from] }),
    index('report_resources_ended').on(resource.report, resource.to).where(sql`"to" IS NOT NULL`),
  ],
)
