import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ExceptionSnapshot } from '../../../shared/exception.ts'

/**
 * Accepted findings. A row is never deleted: it is what an audit asks for. What it is for is kept as text, so that it
 * stays readable when the resource, the control or the connector is gone.
 */
export const exceptions = sqliteTable(
  'exceptions',
  {
    /** Short number; `evaluations.exception` points here. */
    no: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    cid: integer().notNull(),
    kind: text().notNull(),
    /** `resource`, `tag` or `account`: which of the columns below say what it is for. */
    target: text().notNull(),
    /** The resource's id as given, its id as compared, and its name when the exception was made. */
    resource: text(),
    resourceKey: text(),
    resourceName: text(),
    /** Of a resource, too: an id that comes up again in another account is another resource. */
    account: text(),
    tagKey: text(),
    /** Any value where absent. */
    tagValue: text(),
    reason: text().notNull(),
    owner: text().notNull(),
    ends: text(),
    state: text().notNull(),
    created: text().notNull(),
    createdBy: text().notNull(),
    updated: text().notNull(),
    /** 0 while the evaluations have not been brought into line with this row's last change. */
    applied: integer().notNull().default(0),
  },
  (exception) => [
    index('exceptions_by_cid').on(exception.cid),
    index('exceptions_by_end').on(exception.state, exception.ends),
    index('exceptions_not_applied').on(exception.cid).where(sql`applied = 0`),
  ],
)

/** The audit trail: every step of every exception. Its last number also tells writers whether exceptions have changed. */
export const exceptionChanges = sqliteTable(
  'exception_changes',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    exception: integer()
      .notNull()
      .references(() => exceptions.no),
    at: text().notNull(),
    /** Name of who did it; absent where an exception ended by itself. */
    by: text(),
    action: text().notNull(),
    before: text({ mode: 'json' }).$type<ExceptionSnapshot>(),
    after: text({ mode: 'json' }).$type<ExceptionSnapshot>().notNull(),
  },
  (change) => [index('exception_changes_by_exception').on(change.exception)],
)
