import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import { builtInRoles, type Permission, permissions, type Role } from '../../shared/permission.ts'
import type { Database } from './database.ts'

/** What an administrator says about a role. */
export type RoleDraft = Pick<Role, 'name' | 'description' | 'permissions'>

/** The built-in roles, then the others by name. */
export async function listRoles(db: Database): Promise<readonly Role[]> {
  const { rows } = await db.client.execute('SELECT * FROM roles ORDER BY name')
  return [...builtInRoles, ...rows.map(toRole)]
}

export async function findRole(db: Database, id: string): Promise<Role | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM roles WHERE id = ?', args: [id] })
  return builtInRoles.find((role) => role.id === id) ?? (rows[0] && toRole(rows[0]))
}

/** The permissions of several roles together; an id of no role adds none. */
export async function permissionsOf(db: Database, ids: readonly string[]): Promise<readonly Permission[]> {
  const known = builtInRoles.filter(({ id }) => ids.includes(id))
  const others = ids.filter((id) => !known.some((role) => role.id === id))
  const { rows } =
    others.length === 0
      ? { rows: [] }
      : await db.client.execute({
          sql: 'SELECT * FROM roles WHERE id IN (SELECT value FROM json_each(?))',
          args: [JSON.stringify(others)],
        })
  const held = new Set([...known, ...rows.map(toRole)].flatMap((role) => role.permissions))
  return permissions.filter((permission) => held.has(permission))
}

/** Undefined when there is a role of this name already. */
export async function createRole(db: Database, draft: RoleDraft, now: Date): Promise<Role | undefined> {
  if (isBuiltIn(draft.name)) return undefined
  const id = randomUUID()
  const at = now.toISOString()
  const [result] = await db.write([
    {
      sql: `INSERT INTO roles (id, name, description, permissions, created, updated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT DO NOTHING`,
      args: [id, draft.name, draft.description, JSON.stringify(draft.permissions), at],
    },
  ])
  return result?.rowsAffected ? { id, ...draft, builtIn: false } : undefined
}

/** `false` when another role has this name. */
export async function updateRole(db: Database, id: string, draft: RoleDraft, now: Date): Promise<boolean> {
  if (isBuiltIn(draft.name)) return false
  const [result] = await db.write([
    {
      sql: 'UPDATE OR IGNORE roles SET name = ?, description = ?, permissions = ?, updated = ? WHERE id = ?',
      args: [draft.name, draft.description, JSON.stringify(draft.permissions), now.toISOString(), id],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

/** `false` when users or tokens that work have the role: it stays. */
export async function deleteRole(db: Database, id: string, now: Date): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `DELETE FROM roles WHERE id = ?1
            AND NOT EXISTS (SELECT 1 FROM users, json_each(users.roles) held WHERE held.value = ?1)
            AND NOT EXISTS (SELECT 1 FROM users, json_each(users."groupRoles") held WHERE held.value = ?1)
            AND NOT EXISTS (SELECT 1 FROM tokens
              WHERE role = ?1 AND revoked IS NULL AND (expires IS NULL OR expires > ?2))`,
      args: [id, now.toISOString()],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

/** Settings may name roles by id or name: another role by that name would be mistaken for it. */
const isBuiltIn = (name: string): boolean => builtInRoles.some(({ id }) => id === name.toLowerCase())

const toRole = (row: Row): Role => ({
  id: String(row.id),
  name: String(row.name),
  description: String(row.description),
  permissions: permissions.filter((permission) => JSON.parse(String(row.permissions)).includes(permission)),
  builtIn: false,
})
