import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { refusalOf, rightsOf } from '../../shared/permission.ts'
import type { Expected, Identity, Provider } from '../oidc.ts'
import { listRoles, permissionsOf } from '../store/roles.ts'
import { createToken } from '../store/tokens.ts'
import { createUser, findSubject, findUser, saveUser, type User } from '../store/users.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { failureLimit } from './failure-limit.ts'
import { inTurn } from './in-turn.ts'
import { once } from './once.ts'
import { page } from './page.ts'
import { Problem } from './problem.ts'
import { recordFailedSignIn, recordSignIn } from './record.ts'
import { body, json, route, router } from './route.ts'

/*
 * The extension makes a verifier and opens /sign-in with its SHA-256, the challenge. The browser goes to the provider
 * and comes back to /sign-in/callback, then to a page whose address carries a code behind its `#`. The extension reads
 * it there, and gets a token for code and verifier. Whoever was sent somebody else's link signs in for nobody: the
 * sender has no code, and the reader's extension no verifier that fits (https://www.rfc-editor.org/rfc/rfc7636).
 */

const minute = 60_000
const life = { attempt: 10 * minute, code: minute, session: 12 * 60 * minute }
const cookie = 'plumbline_sign_in'

/** What waits between two steps. The key of an attempt is a cookie: it ends in the browser that it began in. */
const newState = () => ({
  attempts: once<{ readonly challenge: string; readonly expected: Expected }>(life.attempt),
  codes: once<{ readonly challenge: string; readonly user: string }>(life.code),
  limit: failureLimit(),
})

const states = new WeakMap<ApiContext, ReturnType<typeof newState>>()

function stateOf({ var: { api } }: Context<ApiEnv>): ReturnType<typeof newState> {
  const state = states.get(api) ?? newState()
  states.set(api, state)
  return state
}

const offer = route({
  access: 'open',
  tags: ['Sign-in'],
  method: 'get',
  path: '/sign-in',
  summary: 'Whether people can sign in here, and with whom',
  responses: {
    200: json(
      z.object({
        offered: z.boolean(),
        by: z.string().optional().openapi({ description: 'Host name of the provider.' }),
        address: z
          .string()
          .optional()
          .openapi({ description: 'Origin of this worker for browsers: /sign-in there begins.' }),
      }),
      'The offer',
    ),
  },
})

const redeem = route({
  access: 'open',
  tags: ['Sign-in'],
  method: 'post',
  path: '/sign-in/token',
  summary: 'The last step of a sign-in: a token for the code that the browser came back with',
  request: {
    body: body(
      z.strictObject({
        code: z.string().min(1).max(100),
        verifier: z
          .string()
          .regex(/^[\w.~-]{43,128}$/, { error: 'Give 43 to 128 letters, digits or -._~.' })
          .openapi({ description: 'Whose SHA-256, in base64url, was the challenge.' }),
      }),
    ),
  },
  refuses: {
    403: 'The code is unknown, used or too old, or made for another verifier',
    429: 'Too many failed attempts: wait a minute',
  },
  responses: {
    200: json(z.object({ token: z.string(), expires: z.string(), name: z.string() }), 'The token, for the extension'),
  },
})

export const signIn = router()
  .openapi(offer, (c) => {
    const { signIn: provider } = c.var.api
    if (!provider) return c.json({ offered: false }, 200)
    return c.json({ offered: true, by: new URL(provider.issuer).hostname, address: provider.publicUrl }, 200)
  })
  .openapi(redeem, async (c) => {
    const { database, clock } = c.var.api
    const { codes, limit } = stateOf(c)
    const { code, verifier } = c.req.valid('json')
    const waiting = codes.take(code, clock())
    const isTheirs = waiting !== undefined && isSame(challengeOf(verifier), waiting.challenge)
    const session = isTheirs ? await inTurn(database, () => newSession(c.var.api, waiting.user)) : undefined
    if (!session) {
      if (limit.isReached(c)) throw new Problem(429, 'Too many failed attempts. Wait a minute.')
      limit.fail(c)
      await recordFailedSignIn(c, 403)
      throw new Problem(403, 'This code does not sign you in: it is unknown, used or older than a minute.')
    }
    const { user, expires, made } = session
    await recordSignIn(c, { name: user.name, user: user.id }, made, 200)
    c.header('cache-control', 'no-store')
    return c.json({ token: made.token, expires, name: user.name }, 200)
  })

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Undefined for a user who was disabled or deleted since the code was made. */
async function newSession({ database, clock }: ApiContext, id: string) {
  const user = await findUser(database, id)
  if (!user || user.disabled) return undefined
  const now = clock()
  const expires = new Date(now.getTime() + life.session).toISOString()
  const draft = { name: 'Signed in with the extension', user: id, door: 'ui', expires } as const
  return { user, expires, made: await createToken(database, draft, now) }
}

/** The pages that the browser goes through. */
export const signInPages = new Hono<ApiEnv>()
  .get('/sign-in', async (c) => {
    const { signIn: provider, clock } = c.var.api
    if (!provider) return sorry(c, 404, 'Nobody can sign in at this worker: no provider is set.')
    const challenge = c.req.query('challenge') ?? ''
    if (!/^[\w-]{43}$/.test(challenge)) return sorry(c, 400, 'This is no sign-in. Begin it in the extension.')
    const begun = await provider.begin().catch((err) => tell(c, err))
    if (!begun) return sorry(c, 502, 'The sign-in provider does not answer as it should. The worker’s log says why.')
    setCookie(c, cookie, stateOf(c).attempts.put({ challenge, expected: begun.expected }, clock()), {
      ...cookieOf(provider),
      maxAge: life.attempt / 1000,
    })
    return c.redirect(begun.address.href)
  })
  .get('/sign-in/callback', async (c) => {
    const { limit } = stateOf(c)
    const outcome = await comeBack(c)
    if (typeof outcome === 'string') return c.redirect(`/sign-in/done#code=${outcome}`)
    if (limit.isReached(c)) return sorry(c, 429, 'Too many failed attempts. Wait a minute.')
    limit.fail(c)
    await recordFailedSignIn(c, outcome.status)
    return sorry(c, outcome.status, outcome.why)
  })
  .get('/sign-in/done', (c) => page(c, { title: 'You are signed in', content: done }))

const done = html`<p>Plumbline goes on by itself. When this page stays for longer than a minute, begin again in the extension.</p>`

type Failure = { readonly status: 400 | 403; readonly why: string }

/** The code for the extension, or why there is none. */
async function comeBack(c: Context<ApiEnv>): Promise<string | Failure> {
  const { signIn: provider, clock } = c.var.api
  const { attempts, codes } = stateOf(c)
  const attempt = attempts.take(getCookie(c, cookie) ?? '', clock())
  if (!provider || !attempt) {
    return { status: 400, why: 'This sign-in was not begun in this browser, or over 10 minutes ago. Begin it again.' }
  }
  deleteCookie(c, cookie, cookieOf(provider))
  const identity = await provider.identify(new URL(c.req.url).search, attempt.expected).catch((err) => tell(c, err))
  if (!identity) return { status: 400, why: 'What the provider answered is not valid, or is a refusal. Begin again.' }
  const user = await inTurn(c.var.api.database, () => welcome(c.var.api, provider, identity))
  return 'why' in user ? user : codes.put({ challenge: attempt.challenge, user: user.id }, clock())
}

/** Makes or updates the user, whose groups count as they are now. */
async function welcome(api: ApiContext, provider: Provider, identity: Identity): Promise<User | Failure> {
  const { database, clock } = api
  const { issuer } = provider
  const { subject, name, email } = identity
  const groupRoles = await rolesOf(api, provider, identity.groups)
  const known = await findSubject(database, issuer, subject)
  if (known?.disabled) return { status: 403, why: 'Your user was disabled. Ask a manager.' }
  const draft = { name, ...(email && { email }), issuer, subject, groupRoles }
  // Kept even where it leaves them without a role: whoever left a group has lost what it gave.
  if (known) await saveUser(database, { ...known, ...draft })
  const roles = [...groupRoles, ...(known?.roles ?? [])]
  if (roles.length === 0)
    return { status: 403, why: `None of your groups at ${issuer} has a role here. Ask a manager.` }
  const held = await permissionsOf(database, roles)
  if (rightsOf(held, 'ui').length === 0) return { status: 403, why: refusalOf(held, 'read', 'ui') }
  return known ?? (await createUser(database, { ...draft, roles: [] }, clock())) ?? lost
}

/** Somebody signed in twice at the same moment. */
const lost: Failure = { status: 400, why: 'The sign-in was overtaken by another one of yours. Begin it again.' }

/** Ids of the roles that the groups have; the settings may give them by name. */
async function rolesOf(
  { database, log }: ApiContext,
  { roles: mapping }: Provider,
  groups: readonly string[],
): Promise<readonly string[]> {
  const wanted = groups.flatMap((group) => (Object.hasOwn(mapping, group) ? (mapping[group] ?? []) : []))
  const roles = wanted.length === 0 ? [] : await listRoles(database)
  const ids = wanted.flatMap((word) => {
    const role = roles.find(({ id, name }) => id === word || name === word)
    if (!role) log.warn({ role: word }, 'PLUMBLINE_OIDC_ROLES names a role that is not there')
    return role ? [role.id] : []
  })
  return [...new Set(ids)]
}

const cookieOf = ({ publicUrl }: Provider) =>
  ({ path: '/sign-in', httpOnly: true, sameSite: 'Lax', secure: publicUrl.startsWith('https:') }) as const

const sorry = (c: Context<ApiEnv>, status: 400 | 403 | 404 | 429 | 502, why: string) =>
  page(c, { title: 'You are not signed in', content: html`<p>${why}</p>` }, status)

function tell(c: Context<ApiEnv>, err: unknown): undefined {
  c.var.api.log.warn({ err }, 'A sign-in failed')
  return undefined
}
