import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import type { ConnectorSettings } from '../../shared/connector.ts'
import type { Evidence } from '../../shared/evaluation.ts'
import type { Unread } from '../../shared/resource.ts'

/*
 * Times are text, ISO 8601 in UTC. `seq` is the change feed's counter (see sync.ts). Rows that others point at in
 * great number have integer keys. Counters are kept by triggers, in the migration that follows the tables'.
 */

/** `epoch`, identity of this database; `seq`, the last number given out; `counted`, the one that last changed a counter. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })

export const connectors = sqliteTable('connectors', {
  /** Short number, for the rows that point here. */
  no: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  cloud: text().notNull(),
  /** Type of an AWS connector; `cspm` where absent. Not `type`, which the tables that join this one have. */
  awsType: text(),
  /** The organization connector that keeps this one. */
  parent: integer().references((): AnySQLiteColumn => connectors.no, { onDelete: 'set null' }),
  name: text().notNull(),
  description: text(),
  account: text(),
  settings: text({ mode: 'json' }).$type<ConnectorSettings>().notNull(),
  /** Client secret or key file, sealed; never leaves the worker. */
  sealed: text(),
  frequency: integer().notNull(),
  state: text().notNull(),
  stateReason: text(),
  stateAdvice: text(),
  hint: text(),
  /** Since when its organization has no use for it: it does not run. */
  retired: text(),
  created: text().notNull(),
  updated: text().notNull(),
  lastRun: text(),
  /** Up to which `seq` the relations of its resources have been read into `associations`. */
  related: integer().notNull().default(0),
  seq: integer().notNull(),
})

export const runs = sqliteTable(
  'runs',
  {
    id: text().primaryKey(),
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    state: text().notNull(),
    trigger: text().notNull(),
    queued: text().notNull(),
    started: text(),
    ended: text(),
    shards: integer().notNull().default(0),
    shardsDone: integer().notNull().default(0),
    step: text(),
    resources: integer().notNull().default(0),
    evaluations: integer().notNull().default(0),
    apiCalls: integer().notNull().default(0),
    written: integer().notNull().default(0),
    errors: integer().notNull().default(0),
    reason: text(),
  },
  (run) => [index('runs_by_connector').on(run.connector, run.queued)],
)

export const runErrors = sqliteTable(
  'run_errors',
  {
    run: text()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    type: text().notNull(),
    region: text().notNull(),
    operation: text().notNull(),
    permission: text(),
    reason: text().notNull(),
    count: integer().notNull().default(1),
  },
  (error) => [primaryKey({ columns: [error.run, error.type, error.region, error.operation] })],
)

/**
 * One resource type in one region of one connector: when its list was last complete, and when its resources were last
 * evaluated. Kept here, not on the rows, so that an unchanged run writes a few rows only.
 */
export const collections = sqliteTable(
  'collections',
  {
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    type: text().notNull(),
    region: text().notNull(),
    found: text(),
    evaluated: text(),
    /** Why the last list failed; absent when it did not. */
    failure: text(),
  },
  (collection) => [primaryKey({ columns: [collection.connector, collection.type, collection.region] })],
)

export const resources = sqliteTable(
  'resources',
  {
    rid: integer().primaryKey({ autoIncrement: true }),
    connector: integer()
      .notNull()
      .references(() => connectors.no, { onDelete: 'cascade' }),
    id: text().notNull(),
    /** The id as compared: Azure's are compared without case. */
    key: text().notNull(),
    type: text().notNull(),
    name: text().notNull(),
    cloud: text().notNull(),
    account: text().notNull(),
    /** The resource's own region or zone. */
    region: text().notNull(),
    /** Region of the shard that lists it (see `collections`). */
    shard: text().notNull(),
    tags: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    config: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    unread: text({ mode: 'json' }).$type<Unread[]>().notNull(),
    hash: text().notNull(),
    firstDiscovered: text().notNull(),
    /** When this row was last written; `collections.found` may be later. */
    found: text().notNull(),
    gone: text(),
    /** Failing, unknown and all evaluations; kept by triggers. */
    failing: integer().notNull().default(0),
    unknown: integer().notNull().default(0),
    evaluated: integer().notNull().default(0),
    seq: integer().notNull(),
  },
  (resource) => [
    uniqueIndex('resources_by_key').on(resource.connector, resource.key),
    index('resources_by_shard').on(resource.connector, resource.type, resource.shard),
    index('resources_by_type').on(resource.type, resource.rid),
    index('resources_by_seq').on(resource.seq),
    index('resources_cached').on(resource.seq).where(sql`failing > 0 OR unknown > 0`),
    index('resources_by_name').on(resource.name),
    // In the order of the table all that searches look at but the configuration: they never touch the wide rows.
    index('resources_searched').on(
      ...[resource.rid, resource.connector, resource.type, resource.region, resource.gone, resource.name, resource.id],
      ...[resource.tags, resource.account, resource.cloud, resource.firstDiscovered],
    ),
    index('resources_by_failing').on(sql`failing DESC`, resource.rid).where(sql`failing > 0`),
  ],
)

/** Joins that the resource types declare. `to` is null when the inventory does not hold the related resource. */
export const associations = sqliteTable(
  'associations',
  {
    from: integer()
      .notNull()
      .references(() => resources.rid, { onDelete: 'cascade' }),
    relation: text().notNull(),
    /** What the resource names, as it names it. */
    target: text().notNull(),
    to: integer().references(() => resources.rid, { onDelete: 'set null' }),
  },
  (association) => [
    primaryKey({ columns: [association.from, association.relation, association.target] }),
    index('associations_by_to').on(association.to),
  ],
)

export const controls = sqliteTable('controls', {
  cid: integer().primaryKey(),
  slug: text().notNull(),
  cloud: text().notNull(),
  service: text().notNull(),
  title: text().notNull(),
  criticality: text().notNull(),
  /** A `Control` as JSON, ready to be sent. */
  body: text().notNull(),
  seq: integer().notNull(),
})

export const policies = sqliteTable('policies', {
  slug: text().primaryKey(),
  cloud: text().notNull(),
  title: text().notNull(),
  /** A `Policy` as JSON, ready to be sent. */
  body: text().notNull(),
  seq: integer().notNull(),
})

export const policyControls = sqliteTable(
  'policy_controls',
  { policy: text().notNull(), cid: integer().notNull(), position: integer().notNull() },
  (row) => [primaryKey({ columns: [row.policy, row.cid] }), index('policy_controls_by_cid').on(row.cid)],
)

export const evaluations = sqliteTable(
  'evaluations',
  {
    cid: integer().notNull(),
    rid: integer()
      .notNull()
      .references(() => resources.rid, { onDelete: 'cascade' }),
    /** Index in `results`: 0 PASS, 1 FAIL, 2 UNKNOWN. */
    result: integer().notNull(),
    /** The latest result that was PASS or FAIL; what a transition is measured against. */
    settled: integer(),
    evidence: text({ mode: 'json' }).$type<Evidence[]>().notNull(),
    hash: text().notNull(),
    firstEvaluated: text().notNull(),
    /** When this row was last written; `collections.evaluated` may be later. */
    evaluated: text().notNull(),
    lastReopened: text(),
    lastFixed: text(),
    /** 1 once it has been FAIL or UNKNOWN, for then a cache may hold it; PASS from the start is sent to nobody. */
    opened: integer().notNull().default(1),
    /** The exception that holds for it, where it does not pass; see exceptions.ts. */
    exception: integer(),
    /** Index in `outcomes`: what lists and counters go by. */
    outcome: integer()
      .notNull()
      .generatedAlwaysAs(sql`iif(result <> 0 AND exception IS NOT NULL, 3, result)`, { mode: 'virtual' }),
    seq: integer().notNull(),
  },
  (evaluation) => [
    primaryKey({ columns: [evaluation.cid, evaluation.rid] }),
    index('evaluations_by_rid').on(evaluation.rid),
    index('evaluations_cached').on(evaluation.seq).where(sql`opened = 1`),
    index('evaluations_failing').on(evaluation.cid, evaluation.rid).where(sql`result <> 0`),
    index('evaluations_excepted').on(evaluation.exception, evaluation.rid).where(sql`exception IS NOT NULL`),
  ],
)

/** What an evaluation was before each change of its result, the last 20 changes; kept by a trigger. */
export const evaluationChanges = sqliteTable(
  'evaluation_changes',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    cid: integer().notNull(),
    rid: integer()
      .notNull()
      .references(() => resources.rid, { onDelete: 'cascade' }),
    /** When it changed. */
    at: text().notNull(),
    /** Indexes in `results`, and the evidence of the result that ended then. */
    was: integer().notNull(),
    became: integer().notNull(),
    evidence: text({ mode: 'json' }).$type<Evidence[]>().notNull(),
  },
  (change) => [index('evaluation_changes_by_rid').on(change.rid, change.cid)],
)

/** Evaluations per control, connector, region and outcome, which is in the column `result`; kept by triggers. */
export const counters = sqliteTable(
  'counters',
  {
    cid: integer().notNull(),
    connector: integer().notNull(),
    region: text().notNull(),
    result: integer().notNull(),
    count: integer().notNull(),
  },
  (counter) => [primaryKey({ columns: [counter.cid, counter.connector, counter.region, counter.result] })],
)

/** Resources that are there, per type, connector and region, and how many of them fail a control; kept by triggers. */
export const resourceCounters = sqliteTable(
  'resource_counters',
  {
    type: text().notNull(),
    connector: integer().notNull(),
    region: text().notNull(),
    count: integer().notNull(),
    failing: integer().notNull(),
    evaluated: integer().notNull(),
  },
  (counter) => [primaryKey({ columns: [counter.type, counter.connector, counter.region] })],
)

/** What is no longer there, for caches that still hold it. `key` is a cid, a slug, a connector id, a rid, or `cid:rid`. */
export const tombstones = sqliteTable(
  'tombstones',
  { kind: text().notNull(), key: text().notNull(), seq: integer().notNull() },
  (tombstone) => [
    primaryKey({ columns: [tombstone.kind, tombstone.key] }),
    index('tombstones_by_seq').on(tombstone.seq),
  ],
)

export * from './schema/access.ts'
export * from './schema/dashboards.ts'
export * from './schema/exceptions.ts'
export * from './schema/notifications.ts'
export * from './schema/own-controls.ts'
export * from './schema/reports.ts'
export * from './schema/trends.ts'
