import { z } from '@hono/zod-openapi'
import { readHistory } from '../store/lists/evaluation-history.ts'
import { findResource } from '../store/lists/resource.ts'
import { evidenceSchema } from './evaluation-schemas.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { resultSchema } from './scalars.ts'

/** A change of an evaluation, as answers tell it. */
export const changeSchema = z
  .object({
    at: z.string().openapi({ format: 'date-time' }),
    was: resultSchema,
    became: resultSchema,
    evidence: z.array(evidenceSchema).readonly().openapi({ description: 'Of the result that ended then.' }),
  })
  .openapi('EvaluationChange')

const read = route({
  method: 'get',
  path: '/evaluations/history',
  access: 'read',
  tags: ['Evaluations'],
  summary: 'The last 20 changes of one evaluation, newest first',
  refuses: { 404: 'There is no such resource' },
  request: {
    query: z.strictObject({ resourceId: z.string().min(1).max(2048), cid: z.coerce.number().int().min(1) }),
  },
  responses: { 200: json(z.object({ items: z.array(changeSchema).readonly() }), 'The changes') },
})

export const evaluationHistory = router().openapi(read, async (c) => {
  const { resourceId, cid } = c.req.valid('query')
  const found = await findResource(c.var.api.database, resourceId)
  if (!found) throw new Problem(404, 'There is no such resource.')
  return c.json({ items: await readHistory(c.var.api.database, { rid: found.rid, cid }) }, 200)
})
