import { z } from '@hono/zod-openapi'
import { criticalities } from '../../shared/evaluation.ts'
import { startBudget } from '../store/lists/budget.ts'
import { findControl } from '../store/lists/controls.ts'
import { noPosture, postureByControl } from '../store/lists/posture.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { type ControlWithPosture, controlListQuery, searchControls } from './control-filter.ts'
import { controlSchema } from './control-schemas.ts'
import { cut, pageOf, pageQuery, scopeQuery } from './paging.ts'
import { partialPosture } from './posture-query.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { servedMandateSchema, servedMandates } from './served-mandates.ts'

const controlDetailSchema = controlSchema
  .extend({ mandates: z.array(servedMandateSchema).readonly() })
  .openapi('ControlDetail')

const sorts = ['cid', 'title', 'criticality', 'fail'] as const
const query = z.strictObject({
  ...controlListQuery,
  sort: z.enum(sorts).default('cid').openapi({ description: '`fail`: most failing resources first.' }),
  ...pageQuery,
})

const list = route({
  method: 'get',
  path: '/controls',
  access: 'read',
  isShared: true,
  tags: ['Controls'],
  summary: 'Controls with their posture; account, connector, region, evaluations and range narrow the posture',
  request: { query },
  responses: { 200: json(pageOf(controlSchema).extend(partialPosture), 'The controls') },
})

const read = route({
  method: 'get',
  path: '/controls/{cid}',
  access: 'read',
  tags: ['Controls'],
  summary: 'One control with its texts, its posture, and the mandates that it serves',
  request: { params: z.object({ cid: z.coerce.number().int() }), query: z.strictObject(scopeQuery) },
  responses: { 200: json(controlDetailSchema, 'The control') },
})

export const controls = router()
  .openapi(list, async (c) => {
    const { page, pageSize, sort, ...values } = c.req.valid('query')
    const { controls: found, isPartial } = await searchControls(c, values, startBudget())
    const sorted = [...found].sort(orders[sort])
    return c.json({ ...cut(sorted, { page, pageSize }), ...(isPartial ? { isPartial } : {}) }, 200)
  })
  .openapi(read, async (c) => {
    const { database, mandates } = c.var.api
    const { cid } = c.req.valid('param')
    const control = await findControl(database, cid)
    if (!control) throw new Problem(404, 'There is no such control.')
    const postures = await postureByControl(database, await resolveScope(database, c.req.valid('query')))
    const posture = postures.get(cid) ?? noPosture
    return c.json({ ...control, posture, mandates: servedMandates(mandates, cid) }, 200)
  })

const orders: Readonly<Record<(typeof sorts)[number], (a: ControlWithPosture, b: ControlWithPosture) => number>> = {
  cid: (a, b) => a.cid - b.cid,
  title: (a, b) => a.title.localeCompare(b.title, 'en') || a.cid - b.cid,
  criticality: (a, b) => criticalities.indexOf(a.criticality) - criticalities.indexOf(b.criticality) || a.cid - b.cid,
  fail: (a, b) => b.posture.fail - a.posture.fail || a.cid - b.cid,
}
