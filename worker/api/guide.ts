import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { awsConnectorTypes, awsMemberTypes } from '../../shared/connector.ts'
import { awsDraft } from '../../shared/connector-draft.ts'
import { clouds } from '../../shared/resource.ts'
import type { GuideFile } from '../guides.ts'
import type { ApiEnv } from './context.ts'
import { json, route, router } from './route.ts'
import { cloudSchema, jsonObject } from './scalars.ts'

// A schema of our own around the shared one, which may have been made before the descriptions were known to zod.
const externalId = z.optional(awsDraft.shape.externalId.unwrap()).openapi({
  description: 'AWS: the external id to use; made up when absent.',
})
const principal = z
  .string()
  .regex(/^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]{1,500}))$/, {
    error: 'Give the 12 digits of an AWS account, or the ARN of a user or role.',
  })
  .optional()
  .openapi({ description: 'AWS: whom the role trusts; the worker’s own account when absent.' })
const choices = {
  principal,
  type: z
    .enum(awsConnectorTypes)
    .optional()
    .openapi({ description: 'AWS: the type of the connector; `cspm` if absent.' }),
  memberType: z.enum(awsMemberTypes).optional().openapi({
    description: 'AWS: the type of an organization’s members; `cspm` if absent.',
  }),
  policy: z.enum(['managed', 'exact']).optional().openapi({
    description: 'AWS: `managed` builds on SecurityAudit, `exact` names every action that is called instead.',
  }),
}

const guideSchema = z
  .object({
    cloud: cloudSchema,
    type: z.enum(awsConnectorTypes).optional(),
    steps: z.array(z.object({ title: z.string(), text: z.string() })).readonly(),
    files: z.array(z.object({ name: z.string(), about: z.string(), content: z.string() })).readonly(),
    commands: z.array(z.string()).readonly(),
    permissions: z.array(z.string()).readonly().openapi({ description: 'Every action or permission that is used.' }),
    grants: z
      .array(
        z.object({
          name: z.string(),
          about: z.string(),
          managedPolicy: z.string().optional(),
          actions: z.array(z.string()).readonly(),
        }),
      )
      .readonly()
      .optional()
      .openapi({ description: 'AWS: the policies of the role. `managedPolicy` is the ARN of one of AWS’s own.' }),
    values: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .readonly()
      .openapi({ description: 'To be copied into the cloud’s own pages.' }),
    notes: z.array(z.string()).readonly(),
    externalId: z.string().optional(),
    principal: z.string().optional(),
  })
  .openapi('ConnectorGuide')

const partition = z.enum(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc']).optional().openapi({
  description: 'AWS: the partition of the account, for the ARNs of its policies; `aws` if absent.',
})

const read = route({
  method: 'get',
  path: '/connectors/guide',
  access: 'read',
  tags: ['Connectors'],
  summary: 'What to do in a cloud before a connector can be made, with the roles and policies for it',
  request: { query: z.strictObject({ cloud: z.enum(clouds), externalId, partition, ...choices }) },
  responses: { 200: json(guideSchema, 'The guide') },
})

/** A role without one could be assumed for anybody whom the worker serves. */
const required = z
  .string({ error: 'A template needs the external id of its connector. The guide makes one up.' })
  .pipe(awsDraft.shape.externalId.unwrap())
  .openapi({ type: 'string' })

const template = route({
  method: 'get',
  path: '/connectors/aws/template',
  access: 'read',
  tags: ['Connectors'],
  summary: 'The CloudFormation template of a connector’s role, as a file',
  description:
    'For a stack in the account, of an organization in its management account. Its output is the role’s ARN.',
  request: { query: z.strictObject({ externalId: required, ...choices }) },
  responses: { 200: json(jsonObject, 'The template') },
})

const { type: _, ...memberChoices } = choices
const forMembers = route({
  method: 'get',
  path: '/connectors/aws/member-template',
  access: 'read',
  tags: ['Connectors'],
  summary: 'The CloudFormation template of the role in an organization’s members, as a file',
  description: 'For a StackSet. Its output is the role’s name.',
  request: { query: z.strictObject({ externalId: required, ...memberChoices }) },
  responses: { 200: json(jsonObject, 'The template') },
})

export const guide = router()
  .openapi(read, async (c) => {
    const { cloud, ...options } = c.req.valid('query')
    return c.json(await c.var.api.guides(cloud, options), 200)
  })
  .openapi(template, async (c) => download(c, await c.var.api.guides.template('connector', c.req.valid('query'))))
  .openapi(forMembers, async (c) => download(c, await c.var.api.guides.template('members', c.req.valid('query'))))

/** Our own text, as it was laid out for people; its type is only in the description. */
function download(c: Context<ApiEnv>, { name, content }: GuideFile) {
  c.header('content-disposition', `attachment; filename="${name}"`)
  return c.body(content, 200, { 'content-type': 'application/json' }) as never
}
