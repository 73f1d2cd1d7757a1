import { z } from '@hono/zod-openapi'
import { startBudget } from '../store/lists/budget.ts'
import { evaluationsOf } from '../store/lists/evaluations.ts'
import { findResource } from '../store/lists/resource.ts'
import { countResources, listResources, resourceSorts } from '../store/lists/resources.ts'
import { cursorPageOf, cursorQuery, readCursor, toCursorPage } from './paging.ts'
import { Problem } from './problem.ts'
import { toDetail } from './resource-detail.ts'
import { resourceDetailSchema } from './resource-detail-schema.ts'
import { fieldsQuery, readFields } from './resource-fields.ts'
import { resolveResourceFilter, resourceQuery } from './resource-filter.ts'
import { resourceSchema } from './resource-schemas.ts'
import { json, route, router } from './route.ts'

const tags = ['Resources']
const cursor = z.tuple([z.union([z.string(), z.number()]), z.int()])
const query = z.strictObject({
  ...resourceQuery,
  sort: z.enum(resourceSorts).default('discovered').openapi({
    description: '`discovered`: oldest first. `failing`: most failing controls first.',
  }),
  ...fieldsQuery,
  ...cursorQuery,
})

const list = route({
  method: 'get',
  path: '/resources',
  access: 'read',
  isShared: true,
  tags,
  summary: 'Resources that are there, page by page with a cursor',
  request: { query },
  responses: { 200: json(cursorPageOf(resourceSchema), 'A page of resources') },
})

const read = route({
  method: 'get',
  path: '/resources/detail',
  access: 'read',
  tags,
  summary: 'All of one resource; its id holds slashes and stands in the query',
  refuses: { 404: 'There is no such resource' },
  request: { query: z.strictObject({ id: z.string().min(1).max(2048) }) },
  responses: { 200: json(resourceDetailSchema, 'The resource; one that is gone has the time `gone`') },
})

type Json = Record<string, z.core.util.JSONType>

export const resources = router()
  .openapi(list, async (c) => {
    const { database, types } = c.var.api
    const { sort, cursor: place, pageSize, columns, ...values } = c.req.valid('query')
    const filter = await resolveResourceFilter(c, values)
    const fields = readFields(columns, types)
    const page = { sort, fields, ...readCursor(place, cursor), limit: pageSize, budget: startBudget() }
    const found = await listResources(database, filter, page)
    const count = await countResources(database, filter, page.budget)
    const items = found.items.map((item) => ({ ...item, config: item.config as Json | undefined }))
    return c.json(toCursorPage({ ...found, items, ...count }), 200)
  })
  .openapi(read, async (c) => {
    const { database, types } = c.var.api
    const found = await findResource(database, c.req.valid('query').id)
    if (!found) throw new Problem(404, 'There is no such resource.')
    const evaluations = await evaluationsOf(database, found.rid)
    return c.json(toDetail(found.resource, evaluations, types), 200)
  })
