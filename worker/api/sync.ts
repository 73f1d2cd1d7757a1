import { z } from '@hono/zod-openapi'
import type { SyncPage } from '../../shared/sync.ts'
import { readSummary } from '../store/summary.ts'
import { syncPageText } from '../store/sync.ts'
import { json, route, router } from './route.ts'
import { fromZero } from './scalars.ts'
import { summarySchema } from './summary-schema.ts'

const getSummary = route({
  method: 'get',
  path: '/summary',
  access: 'read',
  isShared: true,
  tags: ['Evaluations'],
  summary: 'The figures that come first: resources, evaluations, worst controls and accounts',
  responses: { 200: json(summarySchema, 'The summary') },
})

const pageSchema = z.custom<SyncPage>().openapi('SyncPage', {
  type: 'object',
  description:
    'Everything that changed after `after`, up to and with `seq`; ask again with `after` = `seq` while `more` is true. Rows are arrays; their fields stand in shared/sync.ts.',
})

const getSync = route({
  method: 'get',
  path: '/sync',
  access: 'read',
  isShared: true,
  tags: ['Sync'],
  summary: 'The change feed: what a cache lacks',
  request: {
    query: z.strictObject({
      after: fromZero({ description: '`seq` of the last page; 0 where not given.' }).optional(),
      epoch: z.string().max(100).optional().openapi({ description: '`epoch` of the cache.' }),
      limit: z.coerce.number().int().min(1).max(50_000).optional().openapi({ description: 'Rows on a page, about.' }),
    }),
  },
  responses: { 200: json(pageSchema, 'A page of the feed') },
})

export const sync = router()
  .openapi(getSummary, async (c) => c.json(await readSummary(c.var.api.database), 200))
  .openapi(getSync, async (c) => {
    const { after = 0, ...query } = c.req.valid('query')
    const text = await syncPageText(c.var.api.database, { ...query, after })
    // The text was put together in the database; its type is only in the description.
    return c.body(text, 200, { 'content-type': 'application/json' }) as never
  })
