import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import { findControl } from '../store/lists/controls.ts'
import { evaluationsOf, type ListedEvaluation, listEvaluations } from '../store/lists/evaluations.ts'
import { findResource } from '../store/lists/resource.ts'
import type { ApiEnv } from './context.ts'
import { controlQuery } from './control-filter.ts'
import { evaluationQuery, resolveEvaluationFilter } from './evaluation-filter.ts'
import { evaluationSchema, toldEvaluationSchema } from './evaluation-schemas.ts'
import { cursorPageOf, cursorQuery, readCursor, toCursorPage } from './paging.ts'
import { Problem } from './problem.ts'
import { withMessage } from './resource-detail.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Evaluations']
const cursor = z.tuple([z.int(), z.int()])
const resourceId = z.string().min(1).max(2048)

const list = route({
  method: 'get',
  path: '/evaluations',
  access: 'read',
  isShared: true,
  tags,
  summary: 'Evaluations with their evidence, by control and then by age of the resource, with a cursor',
  request: {
    query: z.strictObject({
      ...evaluationQuery,
      ...cursorQuery,
    }),
  },
  responses: { 200: json(cursorPageOf(evaluationSchema), 'A page of evaluations') },
})

const ofResource = route({
  method: 'get',
  path: '/evaluations/resource',
  access: 'read',
  tags,
  summary: 'All evaluations of one resource; its id holds slashes and stands in the query',
  refuses: { 404: 'There is no such resource' },
  request: { query: z.strictObject({ id: resourceId, cid: controlQuery.cid, result: z.enum(outcomes).optional() }) },
  responses: { 200: json(z.object({ items: z.array(toldEvaluationSchema).readonly() }), 'The evaluations') },
})

const reevaluate = route({
  method: 'post',
  path: '/evaluations/reevaluate',
  access: 'update',
  tags,
  summary: 'Read one resource live and evaluate it, against all its controls or one',
  refuses: { 404: 'There is no such resource or control', 422: 'The connector cannot sign in: the reason, and advice' },
  request: { body: body(z.strictObject({ resourceId, cid: z.int().positive().optional() })) },
  responses: {
    200: json(
      z.object({ id: z.string(), gone: z.boolean(), items: z.array(toldEvaluationSchema).readonly() }),
      'The evaluations as they are now; none when the resource is gone',
    ),
  },
})

export const evaluations = router()
  .openapi(list, async (c) => {
    const { database } = c.var.api
    const { cursor: place, pageSize, ...values } = c.req.valid('query')
    const filter = await resolveEvaluationFilter(c, values)
    const page = { ...readCursor(place, cursor), limit: pageSize, counts: true }
    return c.json(toCursorPage(await listEvaluations(database, filter, page)), 200)
  })
  .openapi(ofResource, async (c) => {
    const { id, cid, result } = c.req.valid('query')
    const { items } = await currentOf(c, id, cid)
    return c.json({ items: items.filter((item) => !result || item.outcome === result) }, 200)
  })
  .openapi(reevaluate, async (c) => {
    const { engine, database } = c.var.api
    const { resourceId: asked, cid } = c.req.valid('json')
    const { id } = await currentOf(c, asked)
    if (cid !== undefined && !(await findControl(database, cid))) throw new Problem(404, 'There is no such control.')
    await engine.reevaluate(id, cid)
    return c.json(await currentOf(c, id, cid), 200)
  })

type ToldEvaluation = ReturnType<typeof withMessage>
type Current = { readonly id: string; readonly gone: boolean; readonly items: readonly ToldEvaluation[] }

async function currentOf(c: Context<ApiEnv>, asked: string, cid?: number): Promise<Current> {
  const { database } = c.var.api
  const found = await findResource(database, asked)
  if (!found) throw new Problem(404, 'There is no such resource.')
  const { id, gone } = found.resource
  const items = gone ? [] : await evaluationsOf(database, found.rid)
  const asks = (item: ListedEvaluation) => cid === undefined || item.cid === cid
  return { id, gone: gone !== undefined, items: items.filter(asks).map(withMessage) }
}
