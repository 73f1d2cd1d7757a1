import { z } from '@hono/zod-openapi'
import { syncVersion } from '../../shared/sync.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'

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

export const health = router().openapi(getHealth, async (c) => {
  const { database, version, log } = c.var.api
  await database.client.execute('SELECT value FROM meta LIMIT 1').catch((err) => {
    log.error({ err }, 'The database does not answer')
    throw new Problem(503, 'The database does not answer. The worker’s log says why.')
  })
  return c.json({ status: 'ok' as const, version, syncVersion }, 200)
})
