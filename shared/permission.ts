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

/** The names under which CloudView 2019 shows its seven (F300–F306); its switches of the same name per role are one with them. */
export const permissionLabels: Readonly<Record<Permission, string>> = {
  ui: 'CLOUDVIEW UI Access',
  api: 'CLOUDVIEW API Access',
  'api-readonly': 'CLOUDVIEW API Readonly Access',
  readonly: 'CLOUDVIEW Readonly Access',
  create: 'Create CLOUDVIEW Profile',
  update: 'Update CLOUDVIEW Profile',
  delete: 'Delete CLOUDVIEW Profile',
  administer: 'Administer users, roles, tokens, notification channels and the audit log',
}

/** The two ways in: the extension, and programs. */
export const doors = ['ui', 'api'] as const
export type Door = (typeof doors)[number]

/** A set of permissions under a name; users may have several, whose permissions add up. */
export type Role = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly permissions: readonly Permission[]
  /** Comes with Plumbline and cannot be changed. */
  readonly builtIn: boolean
}

/** Of those who look: they see everything, change nothing but dashboards and searches of their own. */
export const reader: Role = {
  id: 'reader',
  name: 'Reader',
  description:
    'Sees everything but secrets; keeps dashboards and searches of their own. Changes and evaluates nothing.',
  permissions: ['ui', 'api-readonly', 'readonly'],
  builtIn: true,
}

/** Of those who may do everything. */
export const manager: Role = {
  id: 'manager',
  name: 'Manager',
  description: 'May do everything, users and roles included.',
  permissions: permissions.filter((permission) => permission !== 'readonly'),
  builtIn: true,
}

export const builtInRoles: readonly Role[] = [reader, manager]

/**
 * What a route asks of whoever calls it. `read`: see everything but secrets, and keep dashboards and searches of one's own.
 * `create`, `update`, `delete`: connectors, reports, exceptions, controls and policies; running and evaluating is an
 * update. `administer`: users, roles, other people's tokens, where notifications go, and the audit log.
 */
export const needs = ['read', 'create', 'update', 'delete', 'administer'] as const
export type Need = (typeof needs)[number]

const changes = ['create', 'update', 'delete'] as const

/** Why a role cannot hold these permissions together, as a sentence; absent when it can. */
export function conflictOf(permissions: readonly Permission[]): string | undefined {
  const others = changes.filter((change) => permissions.includes(change))
  if (!permissions.includes('readonly') || others.length === 0) return undefined
  return `${permissionLabels.readonly} must be cleared for full access: leave out readonly, or ${others.join(', ')}.`
}

/** What somebody with these permissions may do who comes in by this door; by neither door in particular, by both. */
export function rightsOf(held: readonly Permission[], door?: Door): readonly Need[] {
  if (door === undefined) return needs.filter((need) => doors.some((one) => rightsOf(held, one).includes(need)))
  if (door === 'ui' && !held.includes('ui')) return []
  if (door === 'api' && !held.includes('api')) return held.includes('api-readonly') ? ['read'] : []
  return needs.filter((need) => (need === 'read' ? held.some(shows) : held.includes(need)))
}

/** Whoever may change something sees it; the doors alone show nothing. */
const shows = (permission: Permission): boolean => permission !== 'ui' && permission !== 'api'

/** Why somebody with these permissions may not do this by this door: one sentence. */
export function refusalOf(held: readonly Permission[], need: Need, door?: Door): string {
  const mayEnter = rightsOf(held, door).length > 0
  if (!mayEnter && door === 'ui' && !held.includes('ui')) {
    return `No role of yours has the permission ui (${permissionLabels.ui}): the extension is closed to you.`
  }
  if (!mayEnter && door === 'api' && !held.includes('api')) {
    return `No role of yours has the permission api or api-readonly (${permissionLabels.api}): programs may not use it.`
  }
  if (door === 'api' && !held.includes('api')) return 'Your roles let programs read only: api-readonly without api.'
  return `No role of yours has the permission ${need === 'read' ? 'readonly' : need}, which this needs.`
}
