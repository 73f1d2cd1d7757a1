import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Row } from '@libsql/client'
import { type Door, doors, type Permission } from '../../shared/permission.ts'
import type { Database } from './database.ts'
import { dropOwnThings } from './own-things.ts'
import { permissionsOf } from './roles.ts'

/** A token as the API shows it: never with the token itself. Times are ISO 8601 in UTC. */
export type Token = {
  readonly id: string
  readonly name: string
  /** Id of the role of a token that belongs to nobody. */
  readonly role?: string
  /** Id of the user whose rights it has. */
  readonly user?: string
  /** The one door that it opens; both where absent. */
  readonly door?: Door
  /** It only reads, whatever its roles allow. */
  readonly readsOnly?: true
  /** Id of the token that it was exchanged for, with which it ends. */
  readonly parent?: string
  readonly created: string
  readonly expires?: string
  /** To the hour. */
  readonly lastUsed?: string
  readonly revoked?: string
}

/** A token that opens the API, with whose it is and what the roles hold. */
export type Holder = {
  readonly token: Token
  readonly user?: { readonly id: string; readonly name: string; readonly lastSeen?: string }
  readonly held: readonly Permission[]
}

/** Why a token does not open the API. */
export type TokenRefusal = 'unknown' | 'expired' | 'revoked' | 'disabled'

/** With the id of a role, or of the user whose token it is. */
export type TokenDraft = Pick<Token, 'name' | 'door' | 'expires' | 'parent'> &
  ({ readonly role: string } | { readonly user: string; readonly readsOnly?: true })

const hour = 3_600_000
/** How long the row of a token stays at most that came to its end; never longer than it lived, for sign-ins make many. */
const kept = 30 * 24 * hour
/** The token that the worker makes or is given at its start. */
const adminId = 'admin'

/** Makes a token and returns it with its row; it cannot be read again. Rows of others that ended long ago go. */
export async function createToken(
  db: Database,
  draft: TokenDraft,
  now: Date,
): Promise<Token & { readonly token: string }> {
  const token = newToken()
  const row: Token = { id: randomUUID(), ...draft, created: now.toISOString() }
  await insert(db, row, token)
  const args = [now.toISOString(), new Date(now.getTime() - kept).toISOString()]
  const old = `expires < ?1
    AND (expires < ?2 OR julianday(?1) - julianday(expires) > julianday(expires) - julianday(created))`
  await db.write([...dropThingsOf(old, args), { sql: `DELETE FROM tokens WHERE ${old}`, args }])
  return { ...row, token }
}

/**
 * Of the tokens that belong to nobody: what they kept is theirs. The worker's own token is not among them: the one that
 * takes its place has its id, and so its things.
 */
const dropThingsOf = (condition: string, args: string[]) =>
  dropOwnThings(`SELECT 'token:' || id FROM tokens WHERE id <> '${adminId}' AND ${condition}`, args)

const newToken = () => `plb_${randomBytes(32).toString('base64url')}`

/**
 * Sees to it that somebody can manage the worker: takes the given token, or makes one when no manager's token works.
 * Returns the token when it was made, to be shown once.
 */
export async function ensureAdminToken(
  db: Database,
  given: string | undefined,
  now: Date,
): Promise<string | undefined> {
  if (given === undefined && (await hasManager(db, now))) return undefined
  if (given !== undefined && (await promote(db, given))) return undefined
  const token = given ?? newToken()
  const name = given === undefined ? 'Made by the worker' : 'PLUMBLINE_ADMIN_TOKEN'
  await revokeToken(db, adminId, now)
  await insert(db, { id: adminId, name, role: 'manager', created: now.toISOString() }, token)
  return given === undefined ? token : undefined
}

/** Makes a token that is known already work, as a manager's. */
async function promote(db: Database, token: string): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `UPDATE tokens SET role = 'manager', user = NULL, door = NULL, "readsOnly" = 0, parent = NULL, expires = NULL,
              revoked = NULL
            WHERE hash = ?`,
      args: [digest(token)],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

async function hasManager(db: Database, now: Date): Promise<boolean> {
  const { rows } = await db.client.execute({
    sql: `SELECT 1 FROM tokens
          WHERE role = 'manager' AND door IS NULL AND revoked IS NULL AND (expires IS NULL OR expires > ?) LIMIT 1`,
    args: [now.toISOString()],
  })
  return rows.length > 0
}

/** Replaces a row of the same id. */
async function insert(db: Database, row: Token, token: string): Promise<void> {
  const { id, name, role, created, expires, user, door, readsOnly, parent } = row
  const fields = [id, name, role ?? ofUser, digest(token), created, expires ?? null, user ?? null, door ?? null]
  await db.write([
    {
      sql: `INSERT INTO tokens (id, name, role, hash, created, expires, user, door, "readsOnly", parent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, hash = excluded.hash,
            created = excluded.created, expires = NULL, revoked = NULL, "lastUsed" = NULL, user = NULL, door = NULL`,
      args: [...fields, readsOnly ? 1 : 0, parent ?? null],
    },
  ])
}

/** In place of a role's id: the rights are the user's. */
const ofUser = 'user'

/** Finds whose token it is and what they hold, or says why it does not open anything. */
export async function checkToken(db: Database, token: string, now: Date): Promise<Holder | TokenRefusal> {
  const hash = digest(token)
  const { rows } = await db.client.execute({
    sql: `SELECT t.*, u.name AS "userName", u.disabled, u."lastSeen", u.roles, u."groupRoles"
          FROM tokens t LEFT JOIN users u ON u.id = t.user WHERE t.hash = ?`,
    args: [hash],
  })
  const [row] = rows
  if (!row || !timingSafeEqual(Buffer.from(String(row.hash)), Buffer.from(hash))) return 'unknown'
  const found = toToken(row)
  if (found.revoked) return 'revoked'
  if (found.expires && found.expires <= now.toISOString()) return 'expired'
  if (row.disabled) return 'disabled'
  const user = toHolder(found, row)
  return { token: found, ...(user && { user }), held: await permissionsOf(db, roleIds(found, row)) }
}

const toHolder = ({ user }: Token, { userName, lastSeen }: Row): Holder['user'] =>
  user === undefined
    ? undefined
    : { id: user, name: String(userName), ...(lastSeen ? { lastSeen: String(lastSeen) } : {}) }

const roleIds = ({ role }: Token, { roles, groupRoles }: Row): readonly string[] =>
  role === undefined ? [...JSON.parse(String(roles)), ...JSON.parse(String(groupRoles))] : [role]

/** Notes that a token was used, and its user seen, at most once an hour. */
export async function touchToken(db: Database, { token, user }: Holder, now: Date): Promise<void> {
  const isDue = (last: string | undefined) => !last || now.getTime() - Date.parse(last) >= hour
  const at = now.toISOString()
  const statements = [
    ...(isDue(token.lastUsed) ? [{ sql: 'UPDATE tokens SET "lastUsed" = ? WHERE id = ?', args: [at, token.id] }] : []),
    ...(user && isDue(user.lastSeen)
      ? [{ sql: 'UPDATE users SET "lastSeen" = ? WHERE id = ?', args: [at, user.id] }]
      : []),
  ]
  if (statements.length > 0) await db.write(statements)
}

/** All tokens, or those of one user. */
export async function listTokens(db: Database, user?: string): Promise<readonly Token[]> {
  const { rows } = await db.client.execute({
    sql: 'SELECT * FROM tokens WHERE ?1 IS NULL OR user = ?1 ORDER BY created, id',
    args: [user ?? null],
  })
  return rows.map(toToken)
}

export async function findToken(db: Database, id: string): Promise<Token | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM tokens WHERE id = ?', args: [id] })
  return rows[0] && toToken(rows[0])
}

/** Renames a token or changes its end; `null` takes the end away. What it was exchanged for ends no later. */
export async function updateToken(
  db: Database,
  id: string,
  { name, expires }: { readonly name?: string; readonly expires?: string | null },
): Promise<void> {
  await db.write([
    {
      sql: 'UPDATE tokens SET name = coalesce(?, name), expires = CASE WHEN ? THEN ? ELSE expires END WHERE id = ?',
      args: [name ?? null, expires === undefined ? 0 : 1, expires ?? null, id],
    },
    { sql: 'UPDATE tokens SET expires = ?1 WHERE parent = ?2 AND expires > ?1', args: [expires ?? null, id] },
  ])
}

/**
 * Ends a token for good, and what it was exchanged for; the rows stay, so that the next use is told as such. What they kept
 * for themselves goes. That of a token which comes to its end by itself goes with its row: its end may be moved until then.
 */
export async function revokeToken(db: Database, id: string, now: Date): Promise<void> {
  await db.write([
    ...dropThingsOf('(id = ?1 OR parent = ?1)', [id]),
    {
      sql: 'UPDATE tokens SET revoked = coalesce(revoked, ?1) WHERE id = ?2 OR parent = ?2',
      args: [now.toISOString(), id],
    },
  ])
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')

const toToken = (row: Row): Token => {
  const door = doors.find((one) => one === row.door)
  return {
    id: String(row.id),
    name: String(row.name),
    ...(row.user ? { user: String(row.user) } : { role: String(row.role) }),
    ...(door && { door }),
    ...(row.readsOnly ? { readsOnly: true } : {}),
    ...(row.parent ? { parent: String(row.parent) } : {}),
    created: String(row.created),
    ...(row.expires ? { expires: String(row.expires) } : {}),
    ...(row.lastUsed ? { lastUsed: String(row.lastUsed) } : {}),
    ...(row.revoked ? { revoked: String(row.revoked) } : {}),
  }
}
