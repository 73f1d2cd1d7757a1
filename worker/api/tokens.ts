import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { createToken, findToken, listTokens, revokeToken, roles, type Token, updateToken } from '../store/tokens.ts'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { tokenSchema } from './schemas.ts'

const name = z.string().trim().min(1).max(100)
const expires = z.iso.datetime({ offset: true, error: 'Give a time such as 2027-01-01T00:00:00Z.' })
const tags = ['Tokens']
const params = z.object({ id: z.string() })
const administer = { access: 'administer', tags } as const

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
  summary: 'Make a token',
  request: { body: body(z.strictObject({ name, role: z.enum(roles), expires: expires.optional() })) },
  responses: { 201: json(tokenSchema.extend({ token: z.string() }), 'The token; it is shown this once') },
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
    body: body(z.strictObject({ name: name.optional(), expires: expires.nullable().optional() })),
  },
  responses: { 200: json(tokenSchema, 'The token as it is now') },
})

const revoke = route({
  ...administer,
  method: 'delete',
  path: '/tokens/{id}',
  summary: 'Revoke a token for good',
  request: { params },
  responses: { 204: { description: 'Revoked' } },
})

export const tokens = router()
  .openapi(list, async (c) => c.json({ items: await listTokens(c.var.api.database) }, 200))
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const { expires: end, ...draft } = c.req.valid('json')
    const until = end === undefined ? {} : { expires: inFuture(end, clock()) }
    c.header('cache-control', 'no-store')
    return c.json(await createToken(database, { ...draft, ...until }, clock()), 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    const { id } = await find(c, c.req.valid('param').id)
    const change = c.req.valid('json')
    const end = change.expires ? inFuture(change.expires, clock()) : change.expires
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

async function find(c: Context<ApiEnv>, id: string): Promise<Token> {
  const token = await findToken(c.var.api.database, id)
  if (!token) throw new Problem(404, 'There is no such token.')
  return token
}

function inFuture(text: string, now: Date): string {
  const end = new Date(text)
  if (end <= now) throw new Problem(400, 'expires: Give a time that is still to come.')
  return end.toISOString()
}
