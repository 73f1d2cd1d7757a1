/**
 * What a role may hold, in the words of the systems that we succeed: `ui` and `api` open the two doors (browser and
 * program), the others say what may be done behind them. `api-readonly` is the door for programs that only read.
 */
export const permissions = [
  'ui',
  'api',
  'api-readonly',
  'readonly',
  'create',
  'update',
  'delete',
  'administer',
] as const
export type Permission = (typeof permissions)[number]

/**
 * What a route asks of whoever calls it. `read`: see everything but secrets, and keep dashboards and searches of one's own.
 * `create`, `update`, `delete`: connectors, reports, exceptions, controls and policies; running and evaluating is an
 * update. `administer`: users, roles, other people's tokens, and the audit log.
 */
export const needs = ['read', 'create', 'update', 'delete', 'administer'] as const
export type Need = (typeof needs)[number]
