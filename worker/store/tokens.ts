import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Row } from '@libsql/client'
import type { Database } from './database.ts'

export const roles = ['reader', 'manager'] as const
/** `reader` sees everything but secrets; `manager` also changes connectors and tokens, and starts runs. */
export type Role = (typeof roles)[number]

/** A token as the API shows it: never with the token itself. Times are ISO 8601 in UTC. */
export type Token = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly created: string
  readonly expires?: string
  /** To the hour. */
  readonly lastUsed?: string
  readonly revoked?: string
}

/** Why a token does not open the API. */
export type TokenRefusal = 'unknown' | 'expired' | 'revoked'

type Draft = { readonly name: string; readonly role: Role; readonly expires?: string }

const hour = 3_600_000
/** The token that the worker makes or is given at its start. */
const adminId = 'admin'

/** Makes a token and returns it with its row; it cannot be read again. */
export async function createToken(db: Database, draft: Draft, now: Date): Promise<Token & { readonly token: string }> {
  const token = newToken()
  const row: Token = { id: randomUUID(), ...draft, created: now.toISOString() }
  await insert(db, row, token)
  return { ...row, token }
}

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
  await insert(db, { id: adminId, name, role: 'manager', created: now.toISOString() }, token)
  return given === undefined ? token : undefined
}

/** Makes a token that is known already work, as a manager's. */
async function promote(db: Database, token: string): Promise<boolean> {
  const [result] = await db.write([
    {
      sql: `UPDATE tokens SET role = 'manager', expires = NULL, revoked = NULL WHERE hash = ?`,
      args: [digest(token)],
    },
  ])
  return (result?.rowsAffected ?? 0) > 0
}

async function hasManager(db: Database, now: Date): Promise<boolean> {
  const { rows } = await db.client.execute({
    sql: `SELECT 1 FROM tokens
          WHERE role = 'manager' AND revoked IS NULL AND (expires IS NULL OR expires > ?) LIMIT 1`,
    args: [now.toISOString()],
  })
  return rows.length > 0
}

/** Replaces a row of the same id. */
async function insert(db: Database, { id, name, role, created, expires }: Token, token: string): Promise<void> {
  await db.write([
    {
      sql: `INSERT INTO tokens (id, name, role, hash, created, expires) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, hash = excluded.hash,
            created = excluded.created, expires = NULL, revoked = NULL, "lastUsed" = NULL`,
      args: [id, name, role, digest(token), created, expires ?? null],
    },
  ])
}

/** Finds the row of a token, or says why it does not open anything. */
export async function checkToken(db: Database, token: string, now: Date): Promise<Token | TokenRefusal> {
  const hash = digest(token)
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM tokens WHERE hash = ?', args: [hash] })
  const [row] = rows
  if (!row || !timingSafeEqual(Buffer.from(String(row.hash)), Buffer.from(hash))) return 'unknown'
  const found = toToken(row)
  if (found.revoked) return 'revoked'
  if (found.expires && found.expires <= now.toISOString()) return 'expired'
  return found
}

/** Notes that a token was used, at most once an hour. */
export async function touchToken(db: Database, { id, lastUsed }: Token, now: Date): Promise<void> {
  if (lastUsed && now.getTime() - Date.parse(lastUsed) < hour) return
  await db.write([{ sql: 'UPDATE tokens SET "lastUsed" = ? WHERE id = ?', args: [now.toISOString(), id] }])
}

export async function listTokens(db: Database): Promise<readonly Token[]> {
  const { rows } = await db.client.execute('SELECT * FROM tokens ORDER BY created, id')
  return rows.map(toToken)
}

export async function findToken(db: Database, id: string): Promise<Token | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT * FROM tokens WHERE id = ?', args: [id] })
  return rows[0] && toToken(rows[0])
}

/** Renames a token or changes its end; `null` takes the end away. */
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
  ])
}

/** Ends a token for good; its row stays, so that its next use is told as such. */
export async function revokeToken(db: Database, id: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: 'UPDATE tokens SET revoked = coalesce(revoked, ?) WHERE id = ?',
      args: [now.toISOString(), id],
    },
  ])
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')

const toToken = (row: Row): Token => ({
  id: String(row.id),
  name: String(row.name),
  role: row.role === 'manager' ? 'manager' : 'reader',
  created: String(row.created),
  ...(row.expires ? { expires: String(row.expires) } : {}),
  ...(row.lastUsed ? { lastUsed: String(row.lastUsed) } : {}),
  ...(row.revoked ? { revoked: String(row.revoked) } : {}),
})
