import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Control } from '../../../shared/control.ts'
import type { PolicyFile } from '../../../shared/policy.ts'

/** Controls that users wrote or copied, as they are now. The evaluator takes them over; `controls` holds what it knows. */
export const ownControls = sqliteTable('own_controls', {
  /** From 900001; never given out twice (see `ownCid` in `meta`). */
  cid: integer().primaryKey(),
  version: integer().notNull(),
  /** The YAML, as the author wrote it, with its number. */
  text: text().notNull(),
  /** What was told of it when it was saved: all that is left of one that no longer compiles. */
  body: text({ mode: 'json' }).$type<Control>().notNull(),
  copiedFrom: integer(),
  created: text().notNull(),
  createdBy: text().notNull(),
  updated: text().notNull(),
  author: text().notNull(),
  /** The version by which everything stored has been judged; where it is an earlier one, that is still to do. */
  judged: integer().notNull().default(0),
})

/** Every version of a control of one's own, the newest included; only the last hundred are kept. */
export const ownControlVersions = sqliteTable(
  'own_control_versions',
  {
    cid: integer()
      .notNull()
      .references(() => ownControls.cid, { onDelete: 'cascade' }),
    version: integer().notNull(),
    text: text().notNull(),
    title: text().notNull(),
    author: text().notNull(),
    at: text().notNull(),
  },
  (version) => [primaryKey({ columns: [version.cid, version.version] })],
)

/** Policies that users put together. */
export const ownPolicies = sqliteTable('own_policies', {
  /** `own/<cloud>/<name>`. */
  slug: text().primaryKey(),
  cloud: text().notNull(),
  version: integer().notNull(),
  body: text({ mode: 'json' }).$type<PolicyFile>().notNull(),
  created: text().notNull(),
  createdBy: text().notNull(),
  updated: text().notNull(),
  author: text().notNull(),
})

/** Every version of a policy of one's own, the newest included; only the last hundred are kept. */
export const ownPolicyVersions = sqliteTable(
  'own_policy_versions',
  {
    slug: text()
      .notNull()
      .references(() => ownPolicies.slug, { onDelete: 'cascade' }),
    version: integer().notNull(),
    body: text({ mode: 'json' }).$type<PolicyFile>().notNull(),
    author: text().notNull(),
    at: text().notNull(),
  },
  (version) => [primaryKey({ columns: [version.slug, version.version] })],
)
