import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Run, runStates } from '../../shared/run.ts'
import { listRunErrors, listRuns } from '../store/lists/runs.ts'
import { findRun } from '../store/runs.ts'
import type { ApiEnv } from './context.ts'
import { pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { runErrorSchema, runSchema, shardProgressSchema } from './run-schemas.ts'

const tags = ['Runs']
const params = z.object({ id: z.string() })
const query = z.strictObject({
  connector: z.string().optional().openapi({ description: 'Id of a connector.' }),
  state: z.enum(runStates).optional(),
  ...pageQuery,
})

const list = route({
  method: 'get',
  path: '/runs',
  access: 'read',
  tags,
  summary: 'Runs, newest first',
  request: { query },
  responses: { 200: json(pageOf(runSchema), 'The runs') },
})

const read = route({
  method: 'get',
  path: '/runs/{id}',
  access: 'read',
  tags,
  summary: 'One run, with its progress',
  request: { params },
  responses: { 200: json(runSchema, 'The run') },
})

const cancel = route({
  method: 'post',
  path: '/runs/{id}/cancel',
  access: 'update',
  tags,
  summary: 'Cancel a run; what it has written stays',
  request: { params },
  responses: { 202: json(runSchema, 'The run; it ends after the batch that it is writing') },
})

const errors = route({
  method: 'get',
  path: '/runs/{id}/errors',
  access: 'read',
  tags,
  summary: 'What failed during a run, operation by operation',
  request: { params },
  responses: { 200: json(z.object({ items: z.array(runErrorSchema).readonly() }), 'The errors') },
})

const progress = route({
  method: 'get',
  path: '/runs/{id}/progress',
  access: 'read',
  tags,
  summary: 'How far a run is, by service and region, in numbers of resource types',
  description:
    'Of a run under way and of the last ones that ended; empty for those before, or since a restart of the worker.',
  request: { params },
  responses: { 200: json(z.object({ items: z.array(shardProgressSchema).readonly() }), 'The services and regions') },
})

export const runs = router()
  .openapi(list, async (c) => {
    const { page, pageSize, ...filter } = c.req.valid('query')
    const found = await listRuns(c.var.api.database, filter, { page, pageSize })
    return c.json({ ...found, page, pageSize }, 200)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(cancel, async (c) => {
    const { id, ended } = await find(c, c.req.valid('param').id)
    if (!ended) await c.var.api.engine.cancel(id)
    return c.json(await find(c, id), 202)
  })
  .openapi(errors, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    return c.json({ items: await listRunErrors(c.var.api.database, id) }, 200)
  })
  .openapi(progress, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    return c.json({ items: await c.var.api.engine.progress(id) }, 200)
  })

async function find(c: Context<ApiEnv>, id: string): Promise<Run> {
  const run = await findRun(c.var.api.database, id)
  if (!run) throw new Problem(404, 'There is no such run.')
  return run
}
