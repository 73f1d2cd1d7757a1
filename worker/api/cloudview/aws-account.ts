import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { awsDraft } from '../../../shared/connector-draft.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { ownAccount } from './own-account.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { type ApiVersion, pathOf } from './version.ts'

const get = { tags: ['Connectors'], access: 'read', method: 'get' } as const
const nullable = z.string().nullable()

const accountsSchema = z.object({
  ...{ globalAccountId: nullable, chinaAccountId: nullable, govAccountId: nullable },
  ...{ customerGlobalAccount: nullable, customerChinaAccount: nullable, customerGovAccount: nullable },
})

const old = compatRoute(surface, {
  ...{ ...get, path: `${pathOf('1.5')}/aws/connectors/qualysAwsAccountId`, query: z.object({}) },
  summary: 'The AWS account that a connector’s role has to trust: the worker’s own, as text',
  answers: { 200: { description: 'The 12 digits', types: ['text/plain'] } },
  refuses: { 404: 'The worker has no AWS credentials of its own' },
})

const current = compatRoute(surface, {
  ...{ ...get, path: `${pathOf('v1')}/aws/connectors/awsBaseAccountId`, query: z.object({}) },
  summary: 'The AWS accounts that a connector’s role has to trust: the worker’s own, or null',
  answers: { 200: { description: 'The accounts', json: accountsSchema } },
})

const download = (version: ApiVersion) =>
  compatRoute(surface, {
    ...{ ...get, path: `${pathOf(version)}/aws/connectors/aws/download` },
    query: z.object({ externalId: z.string({ error: 'Give the external id of the connector.' }).max(1224) }),
    summary: 'The CloudFormation template of a connector’s role',
    answers: { 200: { description: 'The template', json: z.looseObject({}) } },
  })

/** Rows 10 and 11: whom a role trusts, and the template that creates it. */
export function awsAccount(version: ApiVersion): OpenAPIHono<ApiEnv> {
  const app = compatRouter(surface).openapi(download(version), async (c) => {
    const externalId = awsDraft.shape.externalId.unwrap().safeParse(c.req.valid('query').externalId)
    if (!externalId.success) throw new Problem(400, `externalId: ${externalId.error.issues[0]?.message}`)
    const { name, content } = await c.var.api.guides.template('connector', { externalId: externalId.data })
    return c.body(content, 200, {
      ...{ 'content-type': 'application/json', 'content-disposition': `attachment; filename="${name}"` },
    })
  })
  return version === '1.5' ? withOld(app) : withCurrent(app)
}

const withOld = (app: OpenAPIHono<ApiEnv>) =>
  app.openapi(old, async (c) => {
    const account = await ownAccount(c.var.api)
    if (!account) throw new Problem(404, 'The worker has no AWS credentials of its own, so it knows no account.')
    return c.text(account)
  })

const withCurrent = (app: OpenAPIHono<ApiEnv>) =>
  app.openapi(current, async (c) =>
    c.json({
      ...{ globalAccountId: await ownAccount(c.var.api), chinaAccountId: null, govAccountId: null },
      ...{ customerGlobalAccount: null, customerChinaAccount: null, customerGovAccount: null },
    }),
  )
