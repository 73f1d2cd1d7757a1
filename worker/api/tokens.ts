import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { oneLine } from '../../shared/one-line.ts'
import { doors } from '../../shared/permission.ts'
import { utcTime } from '../../shared/utc-time.ts'
import { findRole } from '../store/roles.ts'
import {
  createToken,
  findToken,
  listTokens,
  revokeToken,
  type Token,
  type TokenDraft,
  updateToken,
} from '../store/tokens.ts'
import { findUser } from '../store/users.ts'
import type { ApiEnv } from './context.ts'
import { inTurn } from './in-turn.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { tokenSchema } from './token-schema.ts'

export const tokenName = oneLine(100)
export const tokenEnd = utcTime('2027-01-01T00:00:00Z')
export const newTokenSchema = tokenSchema.extend({ token: z.string() })

const id = z.string().trim().min(1).max(100)
const tags = ['Tokens']
const params = z.object({ id: z.string() })
const administer = { access: 'administer', tags } as const

const draft = z.strictObject({
  name: tokenName,
  role: id.optional().openapi({ description: 'Id of the role of a token that belongs to nobody.' }),
  user: id.optional().openapi({ description: 'Id of the user whose rights it gets.' }),
  door: z
    .enum(doors)
    .optional()
    .openapi({ description: '`ui` for a pairing link, `api` for programs; both where absent.' }),
  expires: tokenEnd.optional(),
})

const list = route({
  ...administer,
  method: 'get',
  path: '/tokens',
  summary: 'All tokens, the ended ones too; never the tokens themselves',
  responses: { 200: json(z.object({ items: z.array(tokenSchema).readonly() }), 'The tokens') },
})

const create = route({
  ...administer,
  method: 'post',
  path: '/tokens',
  summary: 'Make a token: with a role, or with the rights of a user',
  request: { body: body(draft) },
  responses: { 201: json(newTokenSchema, 'The token; it is shown this once') },
})

const read = route({
  ...administer,
  method: 'get',
  path: '/tokens/{id}',
  summary: 'One token',
  request: { params },
  responses: { 200: json(tokenSchema, 'The token') },
})

const update = route({
  ...administer,
  method: 'patch',
  path: '/tokens/{id}',
  summary: 'Rename a token or move its end',
  request: {
    params,
    body: body(z.strictObject({ name: tokenName.optional(), expires: tokenEnd.nullable().optional() })),
  },
  responses: { 200: json(tokenSchema, 'The token as it is now') },
})

const revoke = route({
  ...administer,
  method: 'delete',
  path: '/tokens/{id}',
  summary: 'Revoke a token for good',
  description: 'Dashboards, searches and templates that a token without a user kept for itself go with it.',
  request: { params },
  responses: { 204: { description: 'Revoked' } },
})

export const tokens = router()
  .openapi(list, async (c) => c.json({ items: await listTokens(c.var.api.database) }, 200))
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const token = await inTurn(database, async () =>
      createToken(database, await toDraft(c, c.req.valid('json')), clock()),
    )
    c.header('cache-control', 'no-store')
    return c.json(token, 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    const { id, user } = await find(c, c.req.valid('param').id)
    const change = c.req.valid('json')
    const end = change.expires ? inFuture(change.expires, clock()) : change.expires
    if (user && end !== undefined) checkLife(end, clock())
    await updateToken(database, id, {
      ...(change.name ? { name: change.name } : {}),
      ...(end === undefined ? {} : { expires: end }),
    })
    return c.json(await find(c, id), 200)
  })
  .openapi(revoke, async (c) => {
    const { database, clock } = c.var.api
    const { id } = await find(c, c.req.valid('param').id)
    await revokeToken(database, id, clock())
    return c.body(null, 204)
  })

async function toDraft(c: Context<ApiEnv>, given: z.infer<typeof draft>): Promise<TokenDraft> {
  const { database, clock } = c.var.api
  const { name, role, user, door, expires } = given
  const until = expires === undefined ? {} : { expires: inFuture(expires, clock()) }
  const common = { name, ...(door && { door }), ...until }
  if (role !== undefined && user === undefined) {
    if (!(await findRole(database, role))) throw new Problem(400, 'role: There is no such role.')
    return { ...common, role }
  }
  if (user === undefined || role !== undefined) throw new Problem(400, 'role: Give the id of a role, or of a user.')
  const found = await findUser(database, user)
  if (!found || found.disabled) throw new Problem(400, 'user: There is no such user, or they are disabled.')
  const end = until.expires ?? inAYear(clock())
  checkLife(end, clock())
  return { ...common, user, expires: end }
}

async function find(c: Context<ApiEnv>, id: string): Promise<Token> {
  const token = await findToken(c.var.api.database, id)
  if (!token) throw new Problem(404, 'There is no such token.')
  return token
}

export function inFuture(text: string, now: Date): string {
  const end = new Date(text)
  if (end <= now) throw new Problem(400, 'expires: Give a time that is still to come.')
  return end.toISOString()
}

/** A user's token has an end, within a year. */
export function checkLife(end: string | null, now: Date): void {
  if (end === null || end > inAYear(now)) throw new Problem(400, 'expires: Give a time at most a year ahead.')
}

/** The longest life of a user's token. */
const inAYear = (now: Date): string => new Date(now.getTime() + 365 * 86_400_000).toISOString()
