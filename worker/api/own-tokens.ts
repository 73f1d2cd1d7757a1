import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { refusalOf, rightsOf } from '../../shared/permission.ts'
import { createToken, findToken, listTokens, revokeToken } from '../store/tokens.ts'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { tokenSchema } from './token-schema.ts'
import { checkLife, inFuture, newTokenSchema, tokenEnd, tokenName } from './tokens.ts'

const tags = ['Tokens']
const own = { access: 'read', tags } as const
const params = z.object({ id: z.string() })

const list = route({
  ...own,
  method: 'get',
  path: '/me/tokens',
  summary: 'Your own tokens, the ended ones too',
  responses: { 200: json(z.object({ items: z.array(tokenSchema).readonly() }), 'The tokens') },
})

const create = route({
  ...own,
  method: 'post',
  path: '/me/tokens',
  summary: 'Make a token for a program of yours',
  description: 'It has your rights by the door of programs, at most: `readsOnly` leaves reading alone.',
  request: {
    body: body(
      z.strictObject({
        name: tokenName,
        expires: tokenEnd.optional().openapi({ description: 'At most a year ahead; 90 days where left out.' }),
        readsOnly: z.boolean().optional(),
      }),
    ),
  },
  refuses: {
    403: 'Your roles do not let programs in, or you came with a program’s token',
    409: 'Your token belongs to no user',
  },
  responses: { 201: json(newTokenSchema, 'The token; it is shown this once') },
})

const revoke = route({
  ...own,
  method: 'delete',
  path: '/me/tokens/{id}',
  summary: 'Revoke a token of yours for good',
  request: { params },
  responses: { 204: { description: 'Revoked' } },
})

export const ownTokens = router()
  .openapi(list, async (c) => {
    const { user } = c.var.actor
    return c.json({ items: user ? await listTokens(c.var.api.database, user.id) : [] }, 200)
  })
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const { name, expires, readsOnly } = c.req.valid('json')
    const user = maker(c)
    const draft = { name, user, door: 'api' as const, expires: endOf(expires, clock()) }
    c.header('cache-control', 'no-store')
    return c.json(await createToken(database, { ...draft, ...(readsOnly && { readsOnly }) }, clock()), 201)
  })
  .openapi(revoke, async (c) => {
    const { database, clock } = c.var.api
    const token = await findToken(database, c.req.valid('param').id)
    if (!token?.user || token.user !== c.var.actor.user?.id) throw new Problem(404, 'You have no such token.')
    await revokeToken(database, token.id, clock())
    return c.body(null, 204)
  })

/** Id of the user; a program does not make tokens, or one that leaked would live on in its copies. */
function maker(c: Context<ApiEnv>): string {
  const { user, token, held } = c.var.actor
  if (!user) throw new Problem(409, 'This token belongs to no user. Ask for tokens with a role at /api/tokens.')
  if (token.door === 'api' || token.readsOnly) {
    throw new Problem(403, 'Tokens are made by people. Sign in with the extension.')
  }
  if (rightsOf(held, 'api').length === 0) throw new Problem(403, refusalOf(held, 'read', 'api'))
  return user.id
}

const usual = 90 * 86_400_000

function endOf(expires: string | undefined, now: Date): string {
  if (expires === undefined) return new Date(now.getTime() + usual).toISOString()
  const end = inFuture(expires, now)
  checkLife(end, now)
  return end
}
