import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Need } from '../../shared/permission.ts'
import { type AuditEntry, addAudit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import type { Token } from '../store/tokens.ts'
import type { Actor } from './authorize.ts'
import type { ApiEnv } from './context.ts'

/**
 * Leaves a row in the audit log when a request could change something, whether it did or was refused: who, and what it
 * was done to, never its body. Called when the answer stands.
 */
export async function recordChange(c: Context<ApiEnv>, actor: Actor, need: Need): Promise<void> {
  if (!mayChange(c.req.method, need)) return
  const { token, user, name, door } = actor
  const target = { ...c.req.param(), ...(c.res.status === 201 && (await idOf(c.res.clone()))) }
  await record(c, { token: token.id, ...(user && { user: user.id }), name, ...(door && { door }), target })
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
  const { database, clock, log } = c.var.api
  const target = Object.fromEntries(Object.entries(known.target).map(([name, value]) => [name, value.slice(0, 500)]))
  const entry = { ...known, target, at: clock().toISOString(), method: c.req.method, route: patternOf(c), status }
  return addAudit(database, entry).catch((err) => log.error({ err, ...entry }, 'The audit log could not be written'))
}

/** The pattern of the route; where a whole part of the API is guarded at once, that of the handler behind. */
function patternOf(c: Context<ApiEnv>): string {
  const own = routePath(c)
  return own.endsWith('*') ? routePath(c, -1) : own
}
