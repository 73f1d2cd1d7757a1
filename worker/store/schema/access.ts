import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Permission } from '../../../shared/permission.ts'

/** Roles besides the built-in ones, which stand in shared/permission.ts. */
export const roles = sqliteTable('roles', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  description: text().notNull(),
  permissions: text({ mode: 'json' }).$type<Permission[]>().notNull(),
  created: text().notNull(),
  updated: text().notNull(),
})

/** People. `issuer` and `subject` are the provider's name and its own for them: who signs in is found by these alone. */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text(),
    issuer: text(),
    subject: text(),
    /** Ids of the roles that an administrator gave. */
    roles: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Ids of the roles that the provider's groups gave at the last sign-in. */
    groupRoles: text({ mode: 'json' }).$type<string[]>().notNull(),
    disabled: text(),
    created: text().notNull(),
    /** To the hour. */
    lastSeen: text(),
  },
  (user) => [uniqueIndex('users_by_subject').on(user.issuer, user.subject)],
)

export const tokens = sqliteTable(
  'tokens',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Id of the role of a token that belongs to nobody; `user` where its rights are those of the user's roles. */
    role: text().notNull(),
    /** SHA-256 of the token, hexadecimal; the token itself is shown once. */
    hash: text().notNull().unique(),
    created: text().notNull(),
    expires: text(),
    lastUsed: text(),
    revoked: text(),
    /** Whose it is; null for a token that belongs to nobody. Deleted before its user is. */
    user: text().references(() => users.id),
    /** `ui` or `api`; null opens both. */
    door: text(),
    /** 1 when it only reads, whatever its roles allow. */
    readsOnly: integer().notNull().default(0),
    /** Id of the token that it was exchanged for, with which it ends; null where there was none. */
    parent: text(),
  },
  (token) => [
    index('tokens_by_user').on(token.user),
    index('tokens_by_end').on(token.expires),
    index('tokens_by_parent').on(token.parent),
  ],
)

/**
 * Who changed what, and who could not sign in; rows are kept 400 days and outlive what they name. No network address:
 * behind a proxy it is the proxy's, and elsewhere it tells where a person was, which nobody needs to know here.
 */
export const audit = sqliteTable(
  'audit',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    /** Name at that time of the user, or of the token that belongs to none; null where nobody was known. */
    name: text(),
    user: text(),
    token: text(),
    door: text(),
    method: text().notNull(),
    /** The route's pattern, such as `/api/connectors/:id`. */
    route: text().notNull(),
    /** What it was done to: the path's parameters, and the id of what was made. */
    target: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    status: integer().notNull(),
    /** How often, where a row stands for several refusals. */
    times: integer(),
  },
  (row) => [index('audit_by_time').on(row.at)],
)
