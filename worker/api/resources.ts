import { z } from '@hono/zod-openapi'
import type { Resource } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'
import { startBudget } from '../store/lists/budget.ts'
import { evaluationsOf } from '../store/lists/evaluations.ts'
import { type Association, findResource } from '../store/lists/resource.ts'
import { countResources, listResources, resourceSorts } from '../store/lists/resources.ts'
import { cursorPageOf, cursorQuery, readCursor, toCursorPage } from './paging.ts'
import { Problem } from './problem.ts'
import { resolveResourceFilter, resourceQuery } from './resource-filter.ts'
import { json, route, router } from './route.ts'
import { resourceDetailSchema, resourceSchema } from './schemas.ts'

const tags = ['Resources']
const cursor = z.tuple([z.union([z.string(), z.number()]), z.int()])
const query = z.strictObject({
  ...resourceQuery,
  sort: z.enum(resourceSorts).default('discovered').openapi({
    description: '`discovered`: oldest first. `failing`: most failing controls first.',
  }),
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

export const resources = router()
  .openapi(list, async (c) => {
    const { database } = c.var.api
    const { sort, cursor: place, pageSize, ...values } = c.req.valid('query')
    const filter = await resolveResourceFilter(c, values)
    const page = { sort, ...readCursor(place, cursor), limit: pageSize, budget: startBudget() }
    const found = await listResources(database, filter, page)
    const count = await countResources(database, filter, page.budget)
    return c.json(toCursorPage({ ...found, ...count }), 200)
  })
  .openapi(read, async (c) => {
    const { database, types } = c.var.api
    const found = await findResource(database, c.req.valid('query').id)
    if (!found) throw new Problem(404, 'There is no such resource.')
    const { rid, resource } = found
    const answer = {
      ...resource,
      config: resource.config as Record<string, z.core.util.JSONType>,
      associations: resource.associations.map((association) => withLabel(association, resource.type, types)),
      rules: rulesOf(resource.config),
      vulnerabilities: vulnerabilitiesOf(resource),
      evaluations: await evaluationsOf(database, rid),
    }
    return c.json(answer, 200)
  })

/** The relation's label is declared by the type that names the other one. */
function withLabel(association: Association, type: string, types: ReadonlyMap<string, ResourceType>) {
  const owner = association.direction === 'to' ? type : (association.resource?.type ?? '')
  const label = types.get(owner)?.relations?.[association.relation]?.label ?? association.relation
  return { ...association, label }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

const rulesOf = (config: Resource['config']): readonly string[] =>
  Object.keys(config).filter((field) => {
    const value = config[field]
    return Array.isArray(value) && value.length > 0 && value.every(isObject)
  })

/** What an instance's configuration holds of them. Not read is not none. */
function vulnerabilitiesOf({ config, unread }: Pick<Resource, 'config' | 'unread'>) {
  const { vulnerabilitySource, vulnerabilities } = config
  if (typeof vulnerabilitySource !== 'string') {
    return { source: unread.some(({ field }) => field === 'vulnerabilitySource') ? 'unknown' : 'none' }
  }
  const open = isObject(vulnerabilities) ? { open: vulnerabilities as Record<string, z.core.util.JSONType> } : {}
  return { source: vulnerabilitySource, ...open }
}
