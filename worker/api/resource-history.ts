import { z } from '@hono/zod-openapi'
import { findResource } from '../store/lists/resource.ts'
import { listChangedControls, listResourceChanges } from '../store/lists/resource-history.ts'
import { changeSchema } from './evaluation-history.ts'
import { pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { criticalitySchema } from './scalars.ts'

const item = changeSchema
  .extend({ cid: z.int(), title: z.string(), criticality: criticalitySchema })
  .openapi('ResourceChange')

const read = route({
  method: 'get',
  path: '/resources/history',
  access: 'read',
  tags: ['Resources'],
  summary: 'The changes of what controls say of one resource, newest first',
  refuses: { 404: 'There is no such resource' },
  request: {
    query: z.strictObject({
      id: z.string().min(1).max(2048).openapi({ description: 'Id of the resource.' }),
      cid: z.coerce.number().int().min(1).optional().openapi({ description: 'Only those of one control.' }),
      ...pageQuery,
    }),
  },
  responses: {
    200: json(
      pageOf(item).extend({
        controls: z
          .array(z.object({ cid: z.int(), title: z.string() }))
          .readonly()
          .openapi({ description: 'All controls that have changes, whichever is asked for.' }),
      }),
      'The changes; the last 20 of each control are kept',
    ),
  },
})

export const resourceHistory = router().openapi(read, async (c) => {
  const { id, cid, page, pageSize } = c.req.valid('query')
  const { database } = c.var.api
  const found = await findResource(database, id)
  if (!found) throw new Problem(404, 'There is no such resource.')
  const asked = { rid: found.rid, cid, limit: pageSize, skip: (page - 1) * pageSize }
  const [changes, controls] = await Promise.all([
    listResourceChanges(database, asked),
    listChangedControls(database, found.rid),
  ])
  return c.json({ ...changes, controls, page, pageSize }, 200)
})
