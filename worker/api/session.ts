import { z } from '@hono/zod-openapi'
import { needs, permissions } from '../../shared/permission.ts'
import { syncVersion } from '../../shared/sync.ts'
import { revokeToken } from '../store/tokens.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { tokenSchema } from './token-schema.ts'

const sessionSchema = z
  .object({
    token: tokenSchema,
    name: z.string().openapi({ description: 'Name of the user, or of the token that belongs to nobody.' }),
    user: z.object({ id: z.string(), name: z.string() }).optional(),
    role: z.enum(['reader', 'manager']).openapi({ description: '`reader` where nothing may be changed.' }),
    permissions: z.array(z.enum(permissions)).readonly().openapi({ description: 'Of all roles together.' }),
    rights: z
      .array(z.enum(needs))
      .readonly()
      .openapi({ description: 'What this token may do; `x-plumbline-access` of a route is what it needs.' }),
    version: z.string(),
    syncVersion: z.int(),
  })
  .openapi('Session')

const getSession = route({
  method: 'get',
  path: '/session',
  access: 'read',
  tags: ['Worker'],
  summary: 'Whose token this is, what it may do, and which worker it opens',
  responses: { 200: json(sessionSchema, 'The session') },
})

const endSession = route({
  method: 'delete',
  path: '/session',
  access: 'read',
  tags: ['Worker'],
  summary: 'Sign out: revokes the token that is sent with it',
  refuses: { 409: 'The token belongs to no user' },
  responses: { 204: { description: 'Signed out' } },
})

export const session = router()
  .openapi(getSession, (c) => {
    const { actor, api } = c.var
    const { token, name, user, held, rights } = actor
    const role = rights.some((right) => right !== 'read') ? ('manager' as const) : ('reader' as const)
    const { version } = api
    const whose = { name, ...(user && { user: { id: user.id, name: user.name } }) }
    return c.json({ token, ...whose, role, permissions: held, rights, version, syncVersion }, 200)
  })
  .openapi(endSession, async (c) => {
    const { actor, api } = c.var
    if (!actor.user) throw new Problem(409, 'This token belongs to no user. It is revoked at /api/tokens.')
    await revokeToken(api.database, actor.token.id, api.clock())
    return c.body(null, 204)
  })
