import { z } from '@hono/zod-openapi'
import { criticalities, results } from '../../shared/evaluation.ts'
import { findControl, listControls } from '../store/lists/controls.ts'
import { noPosture, postureByControl } from '../store/lists/posture.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { controlQuery, isMatch } from './control-filter.ts'
import { cut, pageOf, pageQuery, scopeQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { controlSchema } from './schemas.ts'
import { servedMandateSchema, servedMandates } from './served-mandates.ts'

const controlDetailSchema = controlSchema
  .extend({ mandates: z.array(servedMandateSchema).readonly() })
  .openapi('ControlDetail')

type ControlWithPosture = z.infer<typeof controlSchema>

const sorts = ['cid', 'title', 'criticality', 'fail'] as const
const { cid: _, ...narrowing } = controlQuery
const query = z.strictObject({
  ...scopeQuery,
  ...narrowing,
  service: z.string().optional(),
  type: z.string().optional().openapi({ description: 'Resource type that the control is about.' }),
  result: z.enum(results).optional().openapi({
    description: 'FAIL and UNKNOWN: controls with such an evaluation; PASS: controls with passing ones alone.',
  }),
  text: z.string().trim().max(200).optional().openapi({ description: 'Part of the title or the slug, or the CID.' }),
  sort: z.enum(sorts).default('cid').openapi({ description: '`fail`: most failing resources first.' }),
  ...pageQuery,
})

const list = route({
  method: 'get',
  path: '/controls',
  access: 'read',
  tags: ['Controls'],
  summary: 'Controls with their posture; account, connector and region narrow the posture',
  request: { query },
  responses: { 200: json(pageOf(controlSchema), 'The controls') },
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
    const { database } = c.var.api
    const { page, pageSize, sort, result, text, ...filter } = c.req.valid('query')
    const [all, postures] = await Promise.all([
      listControls(database),
      resolveScope(database, filter).then((scope) => postureByControl(database, scope)),
    ])
    const found = all
      .filter((control) => isMatch(control, filter) && hasText(control, text))
      .map((control): ControlWithPosture => ({ ...control, posture: postures.get(control.cid) ?? noPosture }))
      .filter(({ posture }) => hasResult(posture, result))
      .sort(orders[sort])
    return c.json(cut(found, { page, pageSize }), 200)
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

const hasText = ({ title, slug, cid }: { title: string; slug: string; cid: number }, text = '') =>
  `${title}\n${slug}`.toLowerCase().includes(text.toLowerCase()) || String(cid) === text

/** Whether a control with this posture counts as failing, unknown or passing. */
export function hasResult({ pass, fail, unknown }: ControlWithPosture['posture'], result: string | undefined): boolean {
  if (result === 'FAIL') return fail > 0
  if (result === 'UNKNOWN') return unknown > 0
  return result === undefined || (pass > 0 && fail === 0 && unknown === 0)
}

const orders: Readonly<Record<(typeof sorts)[number], (a: ControlWithPosture, b: ControlWithPosture) => number>> = {
  cid: (a, b) => a.cid - b.cid,
  title: (a, b) => a.title.localeCompare(b.title, 'en') || a.cid - b.cid,
  criticality: (a, b) => criticalities.indexOf(a.criticality) - criticalities.indexOf(b.criticality) || a.cid - b.cid,
  fail: (a, b) => b.posture.fail - a.posture.fail || a.cid - b.cid,
}
