import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Need } from '../../shared/permission.ts'
import { type AuditEntry, addAudit, countAgain } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import type { Token } from '../store/tokens.ts'
import type { Actor } from './authorize.ts'
import type { ApiEnv } from './context.ts'
import { rowsOfMany } from './refused-changes.ts'

/**
 * Leaves a row in the audit log when a request could change something, whether it did or was refused: who, and what it
 * was done to, never its body. Called when the answer stands. Where somebody has been refused often within the hour, what
 * more is refused is counted, by route and status.
 */
export async function recordChange(c: Context<ApiEnv>, actor: Actor, need: Need): Promise<void> {
  if (!mayChange(c.req.method, need)) return
  const { token, user, name, door } = actor
  const who = { token: token.id, ...(user && { user: user.id }), name, ...(door && { door }) }
  if (c.res.status >= 400) {
    const now = c.var.api.clock().getTime()
    // A token that was exchanged for others counts with them.
    const rows = rowsOfMany(c.var.api.database, user?.id ?? token.parent ?? token.id, now)
    if (rows) return recordAgain(c, who, rows)
  }
  const target = { ...c.req.param(), ...(c.res.status === 201 && (await idOf(c.res.clone()))) }
  await record(c, { ...who, target })
}

/** Counts a refused change into the row of its kind, which the first one makes. */
async function recordAgain(c: Context<ApiEnv>, who: Omit<Known, 'target'>, rows: Map<string, Promise<number>>) {
  const { database, log } = c.var.api
  const entry = entryOf(c, { ...who, target: {} }, c.res.status)
  const kind = `${entry.method} ${entry.route} ${entry.status}`
  const row = rows.get(kind)
  const made = row ?? addAudit(database, { ...entry, times: 1 })
  rows.set(kind, made)
  try {
    const no = await made
    if (row) await countAgain(database, no)
  } catch (err) {
    if (!row) rows.delete(kind)
    log.error({ err, ...entry }, unwritten)
  }
}

const mayChange = (method: string, need: Need): boolean =>
  !['GET', 'HEAD'].includes(method) || ['create', 'update', 'delete'].includes(need)

/** Of what was made. */
async function idOf(answer: Response): Promise<{ readonly id?: string }> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null || !('id' in body)) return {}
  return typeof body.id === 'string' || typeof body.id === 'number' ? { id: String(body.id) } : {}
}

/** Failed sign-ins that are written down in an hour; more of them tell nothing new, and would fill the disk. */
const enough = 20
const hour = 3_600_000
const failures = new WeakMap<Database, { since: number; count: number }>()

/** Leaves a row that somebody was not let in. A request without any token is no attempt. */
export async function recordFailedSignIn(c: Context<ApiEnv>, status: number): Promise<void> {
  const { database, clock } = c.var.api
  const now = clock().getTime()
  const last = failures.get(database)
  const { since, count } = last && now - last.since < hour ? last : { since: now, count: 0 }
  failures.set(database, { since, count: count + 1 })
  if (count < enough) await record(c, { target: {} }, status)
}

/**
 * Leaves a row that somebody signed in at a route that is open, and so has a new token: its id, and by which door. The
 * answer, whose status it has, does not stand yet.
 */
export const recordSignIn = (
  c: Context<ApiEnv>,
  who: Pick<AuditEntry, 'name' | 'user'>,
  { id, door }: Pick<Token, 'id' | 'door'>,
  status: 200 | 201,
): Promise<void> => record(c, { ...who, token: id, ...(door && { door }), target: {} }, status)

type Known = Pick<AuditEntry, 'token' | 'user' | 'name' | 'door' | 'target'>

/** What has happened has happened: an entry that cannot be written is told in the log. */
function record(c: Context<ApiEnv>, known: Known, status: number = c.res.status): Promise<void> {
  const { database, log } = c.var.api
  const entry = entryOf(c, known, status)
  return addAudit(database, entry).then(
    () => undefined,
    (err) => log.error({ err, ...entry }, unwritten),
  )
}

const unwritten = 'The audit log could not be written'

function entryOf(c: Context<ApiEnv>, known: Known, status: number): AuditEntry {
  const target = Object.fromEntries(Object.entries(known.target).map(([name, value]) => [name, value.slice(0, 500)]))
  const at = c.var.api.clock().toISOString()
  return { ...known, target, at, method: c.req.method, route: patternOf(c), status }
}

/** The pattern of the route; where a whole part of the API is guarded at once, that of the handler behind. */
function patternOf(c: Context<ApiEnv>): string {
  const own = routePath(c)
  return own.endsWith('*') ? routePath(c, -1) : own
}
