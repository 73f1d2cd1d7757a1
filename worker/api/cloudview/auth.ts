import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { createToken } from '../../store/tokens.ts'
import { signIn } from '../authorize.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { recordFailedSignIn, recordSignIn } from '../record.ts'
import { isForm, readForm, readJson } from './body.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { unwrapToken, wrapToken } from './jwt-shape.ts'
import { cloudviewSurface as surface } from './surface.ts'

const tags = ['Sign-in']
const fourHours = 4 * 3_600_000
const text = z.string().max(2000).optional()
const answers = { 201: { description: 'A token of four hours at most, as text', types: ['text/plain'] } } as const
const refuses = { 401: 'The password is no token that works', 503: 'The database cannot be written' }

const byPassword = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'open', path: '/auth', answers, refuses },
  summary: 'Exchange a token, sent as the password, for one of four hours',
  bodies: {
    'application/x-www-form-urlencoded': z.looseObject({
      username: text,
      password: text,
      token: text,
      permissions: text,
    }),
  },
})

const byClient = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'open', path: '/auth/oidc', answers, refuses },
  summary: 'Exchange a token, sent as the secret of a client, for one of four hours',
  headers: z.object({ clientid: text, clientsecret: text }),
})

/** How programs sign in once and go on with a bearer. The user's or client's name is free: the token says who it is. */
export const auth: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(byPassword, async (c) => {
    const { username, password } = credentials.parse(isForm(c) ? await readForm(c) : await readJson(c))
    return exchange(c, username, password)
  })
  .openapi(byClient, (c) => exchange(c, c.req.header('clientid'), c.req.header('clientsecret')))

const credentials = z.object({ username: text.catch(undefined), password: text.catch(undefined) }).catch({})

/** The new token, in the shape that clients look for, has the rights of the one that was sent, and ends no later. */
async function exchange(c: Context<ApiEnv>, name = '', secret = ''): Promise<Response> {
  const { database, clock } = c.var.api
  const actor = await signIn(c, secret === '' ? undefined : unwrapToken(secret), 'api')
  if ('status' in actor) {
    if (secret !== '') await recordFailedSignIn(c, actor.status)
    throw new Problem(actor.status, actor.detail)
  }
  const { token: sent, user } = actor
  const now = clock()
  const end = new Date(now.getTime() + fourHours).toISOString()
  const draft = {
    name: `Sign-in of ${name.replace(/\p{Cc}/gu, '').slice(0, 60) || 'a program'}`,
    door: 'api',
    parent: sent.parent ?? sent.id,
    expires: sent.expires && sent.expires < end ? sent.expires : end,
  } as const
  const rights = user
    ? { user: user.id, ...(sent.readsOnly && { readsOnly: sent.readsOnly }) }
    : { role: sent.role ?? 'reader' }
  const made = await createToken(database, { ...draft, ...rights }, now)
  await recordSignIn(c, { name: actor.name, ...(user && { user: user.id }) }, made, 201)
  return c.text(wrapToken(made.token, { name: actor.name, now, expires: draft.expires }), 201, {
    'cache-control': 'no-store',
  })
}
