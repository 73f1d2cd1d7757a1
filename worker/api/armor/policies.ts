import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { findControl, listControls, listPolicies } from '../../store/lists/controls.ts'
import { policyUuid } from '../cloudview/catalogue.ts'
import { compatRoute, compatRouter } from '../cloudview/compat-route.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { armorSurface as surface } from './surface.ts'
import { message, providerParam, providers, readOptionalProvider } from './words.ts'

const get = { tags: ['Policies'], method: 'get', access: 'read' } as const
const id = z.string().max(200)

const policySchema = z
  .object({ id: z.string(), name: z.string(), description: z.string(), provider: z.string(), controlsCount: z.int() })
  .openapi('Policy')

const controlSchema = z
  .object({
    ...{ controlId: z.int(), controlName: z.string(), description: z.string(), severity: z.string() },
    remediationAvailable: z.boolean(),
  })
  .openapi('PolicyControl')

const list = compatRoute(surface, {
  ...{ ...get, path: '/cspm/policies', summary: 'Policies' },
  query: z.object({ provider: providerParam.optional() }),
  answers: { 200: { description: 'The policies', json: z.array(policySchema) } },
})

const controlsOf = compatRoute(surface, {
  ...{ ...get, path: '/cspm/policy/{id}/controls', params: z.object({ id }), summary: 'The controls of a policy' },
  answers: { 200: { description: 'The controls', json: z.array(controlSchema) } },
})

const remediation = compatRoute(surface, {
  ...{ ...get, path: '/cspm/control/{controlId}/remediation', params: z.object({ controlId: id }) },
  summary: 'What to do about a control that fails',
  answers: { 200: { description: 'The steps, as text', json: message } },
})

/** Policies and their controls in the words of Armor. */
export const policies: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(list, async (c) => {
    const cloud = readOptionalProvider(c.req.valid('query').provider)
    const found = (await listPolicies(c.var.api.database)).filter((policy) => !cloud || policy.cloud === cloud)
    return c.json(
      found.map((policy) => ({
        ...{ id: policyUuid(policy), name: policy.title, description: policy.description },
        ...{ provider: providers[policy.cloud], controlsCount: policy.controls.length },
      })),
    )
  })
  .openapi(controlsOf, async (c) => {
    const asked = c.req.valid('param').id
    const all = await listPolicies(c.var.api.database)
    const policy = all.find((one) => policyUuid(one) === asked)
    if (!policy) throw new Problem(404, `There is no policy ${asked}.`)
    const controls = new Map((await listControls(c.var.api.database)).map((control) => [control.cid, control]))
    const known = policy.controls.flatMap((cid) => controls.get(cid) ?? [])
    return c.json(
      known.map(({ cid, title, evaluates, criticality, remediation: { steps } }) => ({
        ...{ controlId: cid, controlName: title, description: evaluates, severity: criticality },
        remediationAvailable: steps.length > 0,
      })),
    )
  })
  .openapi(remediation, async (c) => {
    const { controlId } = c.req.valid('param')
    const control = /^\d{1,9}$/.test(controlId) && (await findControl(c.var.api.database, Number(controlId)))
    if (!control) throw new Problem(404, `There is no control ${controlId}.`)
    return c.json({ message: control.remediation.steps.map((step, index) => `${index + 1}. ${step}`).join('\n') })
  })
