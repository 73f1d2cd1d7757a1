import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Policy } from '../../../shared/policy.ts'
import { listConnectors } from '../../store/connectors.ts'
import { listPolicies } from '../../store/lists/controls.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { providerOf, toCloud } from './clouds.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { cut, envelope, envelopeOf, pageOf, pageQuery } from './page.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { isOrganization } from './surroundings.ts'
import { uuidOfName } from './uuid.ts'
import { pathOf } from './version.ts'

const get = { access: 'read', method: 'get' } as const
const v1 = pathOf('v1')
const cloudQuery = z.object({ cloudType: z.string().max(20).optional() })

const policyType = z.enum(['SYSTEM_DEFINED_POLICY', 'USER_DEFINED_POLICY'])
const policySummary = z
  .object({
    title: z.string(),
    type: policyType,
    policyId: z.string(),
    cloudType: z.string(),
    isSystemDefined: z.boolean(),
  })
  .openapi('ReportPolicy')

const policySchema = z
  .object({
    ...{ uuid: z.string(), title: z.string(), cloudType: z.string(), version: z.int() },
    ...{ createdBy: z.string(), modifiedBy: z.string(), createdDate: z.null(), modifiedDate: z.null() },
    ...{ header: z.string(), steps: z.null(), footer: z.null(), customerCreated: z.boolean(), type: policyType },
    ...{ scope: z.literal('GLOBAL'), controlIds: z.array(z.int()) },
  })
  .openapi('Policy')

const group = z.object({ name: z.string(), uuid: z.string() }).openapi('Group')
const mandate = z.object({ mandateId: z.int(), name: z.string() }).openapi('Mandate')

const reportPolicies = compatRoute(surface, {
  ...{ ...get, tags: ['Reports'], path: `${v1}/reports/policies`, query: cloudQuery },
  summary: 'Policies that a report can be about, as a plain array',
  answers: { 200: { description: 'The policies', json: z.array(policySummary) } },
})

const policies = compatRoute(surface, {
  ...{ ...get, tags: ['Policies'], path: `${pathOf('v2')}/policies`, query: z.object(pageQuery) },
  summary: 'Policies with the numbers of their controls',
  answers: { 200: { description: 'A page', json: envelopeOf('v1', policySchema) } },
})

const mandatesAt = (path: string) =>
  compatRoute(surface, {
    ...{ ...get, tags: ['Reports'], path: `${v1}${path}`, query: z.object({}) },
    summary: 'Mandates that a report can be about',
    answers: { 200: { description: 'The mandates', json: z.array(mandate) } },
  })

const groups = compatRoute(surface, {
  ...{ ...get, tags: ['Connectors'], path: `${v1}/groups`, query: z.object(pageQuery) },
  summary: 'Groups of connectors: an organization, whose members are in it',
  answers: { 200: { description: 'A page', json: envelopeOf('v1', group) } },
})

const oneGroup = compatRoute(surface, {
  ...{ ...get, tags: ['Connectors'], path: `${v1}/groups/{uuid}`, params: z.object({ uuid: z.string().max(200) }) },
  summary: 'One group',
  answers: { 200: { description: 'The group', json: group } },
})

const activitySchema = z
  .object({
    ...{ resourceId: z.string(), controlId: z.string(), cloudType: z.string(), accountId: z.string() },
    ...{ region: z.string(), status: z.string(), resourceType: z.string(), remediationAction: z.string() },
    ...{ connectorName: z.string(), policyNames: z.array(z.string()), controlName: z.string() },
    ...{ triggeredOn: z.string(), Errors: z.string().nullable(), triggeredBy: z.string() },
    remediationReason: z.string().nullable(),
  })
  .openapi('RemediationActivity')

const activity = compatRoute(surface, {
  ...{ ...get, tags: ['Remediation'], path: `${v1}/remediation/activity` },
  query: cloudQuery.extend({ ...pageQuery, filter: z.string().max(2000).optional() }),
  summary: 'What was remediated. Nothing is, so far: the page is empty',
  answers: { 200: { description: 'A page', json: envelopeOf('v1', activitySchema) } },
})

/** Rows 18 to 20, 26 and 27: what there is to choose from. */
export const catalogue: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(reportPolicies, async (c) => {
    const { cloudType } = c.req.valid('query')
    const all = await listPolicies(c.var.api.database)
    const found = all.filter(({ cloud }) => !cloudType || cloud === toCloud(cloudType))
    return c.json(found.map(toSummary))
  })
  .openapi(policies, async (c) => {
    const all = await listPolicies(c.var.api.database)
    const page = pageOf('v1', c.req.valid('query'))
    return c.json(envelope('v1', cut(all, page).map(policyRecord), all.length, page))
  })
  .openapi(mandatesAt('/mandates'), (c) => c.json(c.var.api.mandates.map(mandateRecord)))
  .openapi(mandatesAt('/reports/mandates'), (c) => c.json(c.var.api.mandates.map(mandateRecord)))
  .openapi(groups, async (c) => {
    const all = (await listConnectors(c.var.api.database)).filter(isOrganization).map(groupRecord)
    const page = pageOf('v1', c.req.valid('query'))
    return c.json(envelope('v1', cut(all, page), all.length, page))
  })
  .openapi(oneGroup, async (c) => {
    const all = (await listConnectors(c.var.api.database)).filter(isOrganization).map(groupRecord)
    const found = all.find(({ uuid }) => uuid === c.req.valid('param').uuid)
    if (!found) throw new Problem(404, 'There is no such group.')
    return c.json(found)
  })
  .openapi(activity, (c) => c.json(envelope('v1', [], 0, pageOf('v1', c.req.valid('query')))))

/** What clients name a policy by. */
export const policyUuid = ({ slug }: Policy): string => uuidOfName(slug)

const typeOf = ({ origin }: Policy) => (origin === 'own' ? 'USER_DEFINED_POLICY' : 'SYSTEM_DEFINED_POLICY')

const toSummary = (policy: Policy): z.infer<typeof policySummary> => ({
  ...{ title: policy.title, type: typeOf(policy), policyId: policyUuid(policy) },
  ...{ cloudType: providerOf(policy.cloud), isSystemDefined: policy.origin !== 'own' },
})

function policyRecord(policy: Policy): z.infer<typeof policySchema> {
  const by = policy.author ?? 'Plumbline'
  return {
    ...{ uuid: policyUuid(policy), title: policy.title, cloudType: providerOf(policy.cloud) },
    ...{ version: policy.version ?? 1, createdBy: by, modifiedBy: by, createdDate: null, modifiedDate: null },
    ...{ header: policy.description, steps: null, footer: null, customerCreated: policy.origin === 'own' },
    ...{ type: typeOf(policy), scope: 'GLOBAL', controlIds: [...policy.controls] },
  }
}

const groupRecord = ({ id, name }: { readonly id: string; readonly name: string }) => ({ name, uuid: id })

const mandateRecord = ({
  number,
  title,
  version,
}: {
  number: number
  title: string
  version?: string | undefined
}) => ({
  mandateId: number,
  name: [title, version].filter(Boolean).join(' '),
})
