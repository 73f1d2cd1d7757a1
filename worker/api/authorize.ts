import type { Context, MiddlewareHandler } from 'hono'
import { auth as readBasic } from 'hono/utils/basic-auth'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Door, type Need, refusalOf, rightsOf } from '../../shared/permission.ts'
import { checkToken, type Holder, type TokenRefusal, touchToken } from '../store/tokens.ts'
import type { Access, ApiEnv } from './context.ts'
import { problem } from './problem.ts'
import { recordChange, recordFailedSignIn } from './record.ts'

/** Whoever sends a request, and what they may do by the door that they came in. */
export type Actor = Holder & {
  /** Name of the user, or of the token that belongs to nobody. */
  readonly name: string
  /** Whose the things of one's own are: `user:ID`, or `token:ID` where there is no user. */
  readonly owner: string
  /** Absent where the token opens both doors and the route does not ask for one. */
  readonly door?: Door
  readonly rights: readonly Need[]
}

/** Why somebody is not let in. */
export type Refusal = { readonly status: 401 | 403; readonly detail: string }

type Scheme = 'bearer' | 'basic'

type Options = {
  /** The one door of this part of the API. */
  readonly door?: Door
  /** How tokens may be sent; with `basic` the token is the password, and the user name is not looked at. */
  readonly schemes?: readonly Scheme[]
  /** The answer to a request that is not let in, in the words of this part of the API. */
  readonly refuse?: (c: Context<ApiEnv>, refusal: Refusal, headers: Readonly<Record<string, string>>) => Response
}

const refusals: Readonly<Record<TokenRefusal | 'missing', string>> = {
  missing: 'Send a token of this worker in the header Authorization, as "Bearer plb_…".',
  unknown: 'This worker does not know the token.',
  expired: 'The token has expired. Ask a manager for a new one, or sign in again.',
  revoked: 'The token was revoked. Ask a manager for a new one, or sign in again.',
  disabled: 'The user of this token was disabled. Ask a manager.',
}

/** Finds out whose token it is. */
export async function signIn(c: Context<ApiEnv>, token: string | undefined, only?: Door): Promise<Actor | Refusal> {
  const { database, clock } = c.var.api
  const holder = token === undefined ? 'missing' : await checkToken(database, token, clock())
  if (typeof holder === 'string') return { status: 401, detail: refusals[holder] }
  if (only && holder.token.door && holder.token.door !== only) return { status: 403, detail: wrongDoor[only] }
  return toActor(holder, only ?? holder.token.door)
}

const wrongDoor: Readonly<Record<Door, string>> = {
  ui: 'This is a token for programs; here a token of the extension is needed.',
  api: 'This is a token of the extension; programs need one of their own.',
}

function toActor(holder: Holder, door: Door | undefined): Actor {
  const { token, user, held } = holder
  const rights = rightsOf(held, door).filter((need) => need === 'read' || !token.readsOnly)
  const owner = user ? `user:${user.id}` : `token:${token.id}`
  return { ...holder, name: user?.name ?? token.name, owner, ...(door && { door }), rights }
}

/**
 * Lets a request through when the roles behind its token allow what the route needs, and keeps a record of it when it
 * may change something. Its `access` is there for the test that no route goes without.
 */
export const authorize = (access: Access, options: Options = {}): MiddlewareHandler<ApiEnv> & { access: Access } =>
  Object.assign(access === 'open' ? letThrough : guard(access, options), { access })

const letThrough: MiddlewareHandler<ApiEnv> = (_, next) => next()

const guard =
  (need: Need, { door, schemes = ['bearer'], refuse = toProblem }: Options): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const actor = await signIn(c, tokenOf(c.req.raw, schemes), door)
    if ('status' in actor) {
      if (c.req.header('authorization')) await recordFailedSignIn(c, actor.status)
      return refuse(c, actor, actor.status === 401 ? { 'www-authenticate': challenge(schemes) } : {})
    }
    c.set('actor', actor)
    c.set('token', actor.token)
    await noteUse(c, actor)
    const refusal = refusalFor(actor, need)
    if (!refusal) await next()
    else c.res = refuse(c, { status: 403, detail: refusal }, {})
    return recordChange(c, actor, need)
  }

function refusalFor({ rights, held, token, door }: Actor, need: Need): string | undefined {
  if (rights.includes(need)) return undefined
  return token.readsOnly && rights.includes('read') ? 'This token only reads.' : refusalOf(held, need, door)
}

/** That it was used is worth a note, not a refused request when the disk is full. */
const noteUse = (c: Context<ApiEnv>, holder: Holder): Promise<void> =>
  touchToken(c.var.api.database, holder, c.var.api.clock()).catch((err) =>
    c.var.api.log.warn({ err }, 'A token’s use was not noted'),
  )

const toProblem: Required<Options>['refuse'] = (c, { status, detail }, headers) =>
  problem(c, status satisfies ContentfulStatusCode, detail, { headers })

const challenge = (schemes: readonly Scheme[]): string =>
  schemes.map((scheme) => `${scheme === 'basic' ? 'Basic' : 'Bearer'} realm="Plumbline"`).join(', ')

/** Some clients of CloudView send two bearers with a comma between them; the first counts. */
function tokenOf(request: Request, schemes: readonly Scheme[]): string | undefined {
  const [, bearer] = /^Bearer +([\w~.+/=-]{1,512})(?:,\S*)? *$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (bearer !== undefined && schemes.includes('bearer')) return bearer
  return schemes.includes('basic') ? readBasic(request)?.password : undefined
}
