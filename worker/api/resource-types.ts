import { z } from '@hono/zod-openapi'
import type { Control } from '../../shared/control.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'
import { listControls } from '../store/lists/controls.ts'
import { listFacets } from '../store/lists/facets.ts'
import { countByType, type TypeCount } from '../store/lists/resource-types.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { scopeQuery } from './paging.ts'
import { json, route, router } from './route.ts'
import { cloudSchema, resourceTypeSchema } from './schemas.ts'

const list = route({
  method: 'get',
  path: '/resource-types',
  access: 'read',
  tags: ['Resources'],
  summary: 'Resource types, with how many resources there are and how many fail a control',
  request: { query: z.strictObject({ ...scopeQuery, service: z.string().optional() }) },
  responses: { 200: json(z.object({ items: z.array(resourceTypeSchema).readonly() }), 'The types') },
})

const facetSchema = z
  .object({
    cloud: cloudSchema,
    account: z.string(),
    connectorId: z.string(),
    type: z.string(),
    region: z.string(),
    count: z.int(),
    failing: z.int(),
  })
  .openapi('Facet')

const facetList = route({
  method: 'get',
  path: '/facets',
  access: 'read',
  tags: ['Resources'],
  summary: 'Where there are resources: by account, type and region, for the menus of filters',
  request: { query: z.strictObject(scopeQuery) },
  responses: { 200: json(z.object({ items: z.array(facetSchema).readonly() }), 'The facets') },
})

export const resourceTypes = router()
  .openapi(list, async (c) => {
    const { database, types } = c.var.api
    const { service, ...filter } = c.req.valid('query')
    const [controls, counts] = await Promise.all([
      listControls(database),
      resolveScope(database, filter).then((scope) => countByType(database, scope)),
    ])
    const items = [...types.values()]
      .filter((type) => !service || type.service.toLowerCase() === service.toLowerCase())
      .map((type) => describe(type, controls, counts.get(type.type)))
      .filter(({ cloud }) => !filter.cloud || cloud === filter.cloud)
      .sort((a, b) => (a.type < b.type ? -1 : 1))
    return c.json({ items }, 200)
  })
  .openapi(facetList, async (c) => {
    const { database } = c.var.api
    const scope = await resolveScope(database, c.req.valid('query'))
    return c.json({ items: await listFacets(database, scope) }, 200)
  })

const none: TypeCount = { count: 0, failing: 0, evaluated: 0 }

function describe(definition: ResourceType, controls: readonly Control[], counts: TypeCount = none) {
  const { type, label, service, code, scope, permissions, relations = {} } = definition
  const own = controls.filter((control) => control.resources.includes(type))
  const views = own.map(({ remediation }) => remediation.view).filter((view) => view !== undefined)
  return {
    type,
    label,
    cloud: type.split('.')[0] as Cloud,
    service,
    code,
    scope,
    permissions,
    views: [...new Set(views)].sort(),
    relations: Object.entries(relations).map(([name, relation]) => ({
      name,
      type: relation.type,
      label: relation.label,
    })),
    controls: own.length,
    ...counts,
  }
}
