import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { startBudget } from '../store/lists/budget.ts'
import type { ApiEnv } from './context.ts'
import { controlFacets } from './control-facets.ts'
import { controlListQuery } from './control-filter.ts'
import { evaluationFacetsOf } from './evaluation-facets.ts'
import { evaluationQuery } from './evaluation-filter.ts'
import { facetsSchema } from './facet-schemas.ts'
import { resourceFacetsOf } from './resource-facets.ts'
import { resourceQuery } from './resource-filter.ts'
import { json, route, router } from './route.ts'

/** The lists with facets. */
const lists = ['evaluations', 'resources', 'controls'] as const

/** All filters of the three lists; they share their names. */
export const facetQuery = {
  ...controlListQuery,
  ...evaluationQuery,
  ...resourceQuery,
}

export type FacetValues = z.infer<z.ZodObject<typeof facetQuery>>

const read = route({
  method: 'get',
  path: '/facets',
  access: 'read',
  isShared: true,
  tags: ['Evaluations'],
  summary: 'What a list can be narrowed by, with counts, and the totals of what is left; takes the list’s own filters',
  request: { query: z.strictObject({ list: z.enum(lists).default('evaluations'), ...facetQuery }) },
  responses: { 200: json(facetsSchema, 'The facets') },
})

const of = {
  evaluations: evaluationFacetsOf,
  resources: resourceFacetsOf,
  controls: controlFacets,
} as const satisfies {
  [list in (typeof lists)[number]]: (
    c: Context<ApiEnv>,
    values: FacetValues,
    budget: ReturnType<typeof startBudget>,
  ) => unknown
}

export const facets = router().openapi(read, async (c) => {
  const { list, ...values } = c.req.valid('query')
  return c.json(await of[list](c, values, startBudget()), 200)
})
