import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Digest, NotificationEvent, NotificationMessage, Section } from '../../../shared/notification.ts'

/*
 * Notifications go from table to table: a look at what has changed leaves items, items that are due become one message of
 * their rule, and the message becomes a delivery for each of the rule's channels. Each step is one batch, so that nothing
 * is lost or told twice when the worker stops in between.
 */

/** Places that messages go to. */
export const notificationChannels = sqliteTable('notification_channels', {
  id: text().primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  host: text().notNull(),
  /** Of e-mail. */
  from: text(),
  to: text({ mode: 'json' }).$type<string[]>(),
  /** Address, signing secret and password as JSON, sealed; never leaves the worker. */
  sealed: text().notNull(),
  created: text().notNull(),
  updated: text().notNull(),
})

/** What is told where, and when. */
export const notificationRules = sqliteTable('notification_rules', {
  id: text().primaryKey(),
  name: text().notNull(),
  events: text({ mode: 'json' }).$type<NotificationEvent[]>().notNull(),
  criticality: text().notNull(),
  query: text().notNull(),
  /** Ids, in the order given. */
  channels: text({ mode: 'json' }).$type<string[]>().notNull(),
  digest: text({ mode: 'json' }).$type<Digest>().notNull(),
  enabled: integer({ mode: 'boolean' }).notNull(),
  created: text().notNull(),
  updated: text().notNull(),
})

/** Up to where changes have been looked at, where it is not a connector's: `name` says of what. */
export const notificationMarks = sqliteTable('notification_marks', {
  name: text().primaryKey(),
  value: text().notNull(),
})

/** Up to where each connector's changes have been looked at. */
export const notificationLooks = sqliteTable('notification_looks', {
  connector: integer().primaryKey(),
  /** Up to this number of the change feed. */
  seq: integer().notNull(),
  /** What was first evaluated, reopened or fixed after this is news; a row is also written again for other reasons. */
  since: text().notNull(),
  /** End of the run that was looked at last. */
  run: text(),
  /** Online or Offline, as last told. */
  state: text(),
})

/** What a look found for a rule, until its message is due. */
export const notificationItems = sqliteTable(
  'notification_items',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    rule: text()
      .notNull()
      .references(() => notificationRules.id, { onDelete: 'cascade' }),
    due: text().notNull(),
    section: text({ mode: 'json' }).$type<Section>().notNull(),
  },
  (item) => [index('notification_items_by_due').on(item.due)],
)

/** Messages on their way to a channel, and those that were sent or given up within the last month. */
export const notificationDeliveries = sqliteTable(
  'notification_deliveries',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    /** Kept when the rule is gone, with its name in the message. */
    rule: text(),
    channel: text()
      .notNull()
      .references(() => notificationChannels.id, { onDelete: 'cascade' }),
    message: text({ mode: 'json' }).$type<NotificationMessage>().notNull(),
    subject: text().notNull(),
    state: text().notNull(),
    created: text().notNull(),
    tries: integer().notNull().default(0),
    next: text(),
    sent: text(),
    /** Why the last try failed. */
    error: text(),
  },
  (delivery) => [
    index('notification_deliveries_by_next').on(delivery.next).where(sql`state = 'queued'`),
    index('notification_deliveries_by_created').on(delivery.created),
    index('notification_deliveries_by_channel').on(delivery.channel),
  ],
)
