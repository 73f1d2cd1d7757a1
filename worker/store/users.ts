import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import { type Role, rightsOf } from '../../shared/permission.ts'
import type { Database } from './database.ts'
import { dropOwnThings } from './own-things.ts'
import { listRoles } from './roles.ts'

/** Somebody who may use the worker. Times are ISO 8601 in UTC. */
export type User = {
  readonly id: string
  readonly name: string
  readonly email?: string
  /** The provider's id for them, and the provider. */
  readonly subject?: string
  readonly issuer?: string
  /** Ids of the roles that an administrator gave. */
  readonly roles: readonly string[]
  /** Ids of the roles that the provider's groups gave at the last sign-in. */
  readonly groupRoles: readonly string[]
  readonly disabled?: string
  readonly created: string
  /** To the hour. */
  readonly lastSeen?: string
}

export type UserDraft = Pick<User, 'name' | 'roles'> & Partial<Pick<User, 'email' | 'issuer' | 'subject'>>

export async function listUsers(db: Database): Promise<readonly User[]> {
  const { rows } = await db.client.execute('SELECT * FROM users ORDER BY created, id')
  return rows.map(toUser)
}

export async function findUser(db: Database, id: string): Promise<User | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM users WHERE id = ?', args: [id] })
  return rows[0] && toUser(rows[0])
}

/** Whoever the provider means; an e-mail address names nobody here, for providers give one to another person. */
export async function findSubject(db: Database, issuer: string, subject: string): Promise<User | undefined> {
  const { rows } = await db.client.execute({
    sql: 'SELECT * FROM users WHERE issuer = ? AND subject = ?',
    args: [issuer, subject],
  })
  return rows[0] && toUser(rows[0])
}

/** Undefined when the provider's subject is a user already. */
export async function createUser(
  db: Database,
  { groupRoles = [], ...draft }: UserDraft & { readonly groupRoles?: readonly string[] },
  now: Date,
): Promise<User | undefined> {
  const user: User = { id: randomUUID(), ...draft, groupRoles, created: now.toISOString() }
  const [result] = await db.write([
    {
      sql: `INSERT INTO users (id, name, email, issuer, subject, roles, "groupRoles", created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [
        ...[user.id, user.name, user.email ?? null, user.issuer ?? null, user.subject ?? null],
        ...[JSON.stringify(user.roles), JSON.stringify(user.groupRoles), user.created],
      ],
    },
  ])
  return result?.rowsAffected ? user : undefined
}

/** Writes a user as they are now. Disabling ends their tokens for good; `false` when the subject is another user's. */
export async function saveUser(db: Database, user: User): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `UPDATE OR IGNORE users
            SET name = ?, email = ?, issuer = ?, subject = ?, roles = ?, "groupRoles" = ?, disabled = ? WHERE id = ?`,
      args: [
        ...[user.name, user.email ?? null, user.issuer ?? null, user.subject ?? null],
        ...[JSON.stringify(user.roles), JSON.stringify(user.groupRoles), user.disabled ?? null, user.id],
      ],
    },
    {
      sql: 'UPDATE tokens SET revoked = ?1 WHERE user = ?2 AND revoked IS NULL AND ?1 IS NOT NULL',
      args: [user.disabled ?? null, user.id],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

/** Deletes a user with all that is theirs alone; dashboards and searches that they shared stay for the others. */
export async function deleteUser(db: Database, id: string): Promise<void> {
  await db.write([
    { sql: 'DELETE FROM tokens WHERE user = ?', args: [id] },
    ...dropOwnThings('SELECT ?', [`user:${id}`]),
    { sql: 'DELETE FROM users WHERE id = ?', args: [id] },
  ])
}

/** A change that is being thought about: of one user (`null` deletes), or of one role. */
type Change = { readonly user?: readonly [id: string, next: User | null]; readonly role?: Role }

/** Whether some user could administer before the change, and none could after it. */
export async function locksOut(db: Database, { user, role }: Change): Promise<boolean> {
  const [users, roles] = await Promise.all([listUsers(db), listRoles(db)])
  const usersAfter = users.flatMap((one) => (one.id === user?.[0] ? (user[1] ?? []) : one))
  const rolesAfter = roles.map((one) => (one.id === role?.id ? role : one))
  return canAdminister(users, roles) && !canAdminister(usersAfter, rolesAfter)
}

const canAdminister = (users: readonly User[], roles: readonly Role[]): boolean =>
  users.some(({ disabled, roles: own, groupRoles }) => {
    const held = roles
      .filter(({ id }) => own.includes(id) || groupRoles.includes(id))
      .flatMap((role) => role.permissions)
    return !disabled && rightsOf(held).includes('administer')
  })

const toUser = (row: Row): User => ({
  id: String(row.id),
  name: String(row.name),
  ...(row.email ? { email: String(row.email) } : {}),
  ...(row.issuer ? { issuer: String(row.issuer) } : {}),
  ...(row.subject ? { subject: String(row.subject) } : {}),
  roles: JSON.parse(String(row.roles)),
  groupRoles: JSON.parse(String(row.groupRoles)),
  ...(row.disabled ? { disabled: String(row.disabled) } : {}),
  created: String(row.created),
  ...(row.lastSeen ? { lastSeen: String(row.lastSeen) } : {}),
})
