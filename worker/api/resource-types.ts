import { z } from '@hono/zod-openapi'
import type { Control } from '../../shared/control.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'
import { listControls } from '../store/lists/controls.ts'
import { countTypes, type TypeCount } from '../store/lists/resource-types.ts'
import { resolveResourceFilter, resourceQuery } from './resource-filter.ts'
import { resourceTypeSchema } from './resource-schemas.ts'
import { json, route, router } from './route.ts'

const typesSchema = z.object({
  items: z.array(resourceTypeSchema).readonly(),
  isPartial: z.boolean().openapi({ description: 'Counting all would take long: figures are at least so high.' }),
})

const list = route({
  method: 'get',
  path: '/resource-types',
  access: 'read',
  isShared: true,
  tags: ['Resources'],
  summary: 'Resource types, with how many resources match and how many of them fail a control',
  request: { query: z.strictObject(resourceQuery) },
  responses: { 200: json(typesSchema, 'The types') },
})

export const resourceTypes = router().openapi(list, async (c) => {
  const { database, types } = c.var.api
  const values = c.req.valid('query')
  const { cloud, service, type: only } = values
  const filter = await resolveResourceFilter(c, values)
  const [controls, { counts, isPartial }] = await Promise.all([listControls(database), countTypes(database, filter)])
  const items = [...types.values()]
    .filter(({ type }) => only === undefined || type === only)
    .filter((type) => !service || type.service.toLowerCase() === service.toLowerCase())
    .map((type) => describe(type, controls, counts.get(type.type)))
    .filter((type) => !cloud || type.cloud === cloud)
    .sort((a, b) => (a.type < b.type ? -1 : 1))
  return c.json({ items, isPartial }, 200)
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
