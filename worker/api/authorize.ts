import type { MiddlewareHandler } from 'hono'
import { checkToken, type TokenRefusal, touchToken } from '../store/tokens.ts'
import type { Access, ApiEnv } from './context.ts'
import { problem } from './problem.ts'

const refusals: Readonly<Record<TokenRefusal | 'missing', string>> = {
  missing: 'Send a token of this worker in the header Authorization, as "Bearer plb_…".',
  unknown: 'This worker does not know the token.',
  expired: 'The token has expired. Ask a manager for a new one.',
  revoked: 'The token was revoked. Ask a manager for a new one.',
}

/** Lets a request through when its token has the role that the route asks for. */
export const authorize =
  (access: Access): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (access === 'open') return next()
    const [, text] = /^Bearer +([\w~.+/=-]+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    const { database, clock } = c.var.api
    const token = text === undefined ? 'missing' : await checkToken(database, text, clock())
    if (typeof token === 'string') {
      return problem(c, 401, refusals[token], { headers: { 'www-authenticate': 'Bearer realm="Plumbline"' } })
    }
    if (access !== 'read' && token.role !== 'manager') {
      return problem(c, 403, 'This needs the token of a manager; yours is a reader’s.')
    }
    // That it was used is worth a note, not a refused request when the disk is full.
    await touchToken(database, token, clock()).catch((err) =>
      c.var.api.log.warn({ err }, 'A token’s use was not noted'),
    )
    c.set('token', token)
    return next()
  }
