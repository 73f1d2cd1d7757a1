import { z } from '@hono/zod-openapi'
import { syncVersion } from '../../shared/sync.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { tokenSchema } from './schemas.ts'

const versions = { version: z.string(), syncVersion: z.int() }

const getHealth = route({
  method: 'get',
  path: '/health',
  access: 'open',
  tags: ['Worker'],
  summary: 'Whether the worker and its database answer',
  refuses: { 503: 'The database does not answer' },
  responses: { 200: json(z.object({ status: z.literal('ok'), ...versions }), 'All is well') },
})

const getSession = route({
  method: 'get',
  path: '/session',
  access: 'read',
  tags: ['Worker'],
  summary: 'Whose token this is, and which worker it opens',
  responses: { 200: json(z.object({ token: tokenSchema, role: tokenSchema.shape.role, ...versions }), 'The session') },
})

export const health = router()
  .openapi(getHealth, async (c) => {
    const { database, version, log } = c.var.api
    await database.client.execute('SELECT value FROM meta LIMIT 1').catch((err) => {
      log.error({ err }, 'The database does not answer')
      throw new Problem(503, 'The database does not answer. The worker’s log says why.')
    })
    return c.json({ status: 'ok' as const, version, syncVersion }, 200)
  })
  .openapi(getSession, (c) => {
    const { token, api } = c.var
    return c.json({ token, role: token.role, version: api.version, syncVersion }, 200)
  })
