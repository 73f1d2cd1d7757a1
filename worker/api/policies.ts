import { z } from '@hono/zod-openapi'
import type { Policy } from '../../shared/policy.ts'
import type { Posture } from '../../shared/summary.ts'
import { startBudget } from '../store/lists/budget.ts'
import { findPolicy, listPolicies } from '../store/lists/controls.ts'
import { postureByControl, sumPostures } from '../store/lists/posture.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { policySchema } from './control-schemas.ts'
import { cut, pageOf, pageQuery, scopeQuery } from './paging.ts'
import { partialPosture, postureQuery, readPostures } from './posture-query.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'

const list = route({
  method: 'get',
  path: '/policies',
  access: 'read',
  isShared: true,
  tags: ['Policies'],
  summary: 'Policies with their posture; account, connector, region, evaluations and range narrow the posture',
  request: { query: z.strictObject({ ...scopeQuery, ...postureQuery, ...pageQuery }) },
  responses: { 200: json(pageOf(policySchema).extend(partialPosture), 'The policies') },
})

const read = route({
  method: 'get',
  path: '/policies/detail',
  access: 'read',
  tags: ['Policies'],
  summary: 'One policy with its posture; its slug holds slashes and stands in the query',
  refuses: { 404: 'There is no such policy' },
  request: { query: z.strictObject({ slug: z.string(), ...scopeQuery }) },
  responses: { 200: json(policySchema, 'The policy') },
})

export const policies = router()
  .openapi(list, async (c) => {
    const { database } = c.var.api
    const { page, pageSize, ...filter } = c.req.valid('query')
    const all = await listPolicies(database)
    const cids = [...new Set(all.flatMap(({ controls }) => controls))]
    const { postures, isPartial, isNarrowed } = await readPostures(c, filter, { budget: startBudget(), cids })
    const found = all
      .filter(({ cloud }) => !filter.cloud || cloud === filter.cloud)
      .filter(({ controls }) => !isNarrowed || controls.some((cid) => postures.has(cid)))
    return c.json(
      { ...cut(found.map(withPosture(postures)), { page, pageSize }), ...(isPartial ? { isPartial } : {}) },
      200,
    )
  })
  .openapi(read, async (c) => {
    const { database } = c.var.api
    const { slug, ...filter } = c.req.valid('query')
    const policy = await findPolicy(database, slug)
    if (!policy) throw new Problem(404, 'There is no such policy.')
    const postures = await postureByControl(database, await resolveScope(database, filter))
    return c.json(withPosture(postures)(policy), 200)
  })

const withPosture = (postures: ReadonlyMap<number, Posture>) => (policy: Policy) => ({
  ...policy,
  posture: sumPostures(policy.controls, postures),
})
