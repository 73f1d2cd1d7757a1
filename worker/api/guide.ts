import { z } from '@hono/zod-openapi'
import { awsDraft } from '../../shared/connector.ts'
import { clouds } from '../../shared/resource.ts'
import { json, route, router } from './route.ts'
import { cloudSchema, jsonObject } from './schemas.ts'

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

const guideSchema = z
  .object({
    cloud: cloudSchema,
    steps: z.array(z.object({ title: z.string(), text: z.string() })).readonly(),
    files: z.array(z.object({ name: z.string(), about: z.string(), content: z.string() })).readonly(),
    commands: z.array(z.string()).readonly(),
    permissions: z.array(z.string()).readonly(),
    externalId: z.string().optional(),
    principal: z.string().optional(),
  })
  .openapi('ConnectorGuide')

const read = route({
  method: 'get',
  path: '/connectors/guide',
  access: 'reader',
  tags: ['Connectors'],
  summary: 'What to do in a cloud before a connector can be made, with the roles and policies for it',
  request: { query: z.strictObject({ cloud: z.enum(clouds), externalId, principal }) },
  responses: { 200: json(guideSchema, 'The guide') },
})

const template = route({
  method: 'get',
  path: '/connectors/aws/template',
  access: 'reader',
  tags: ['Connectors'],
  summary: 'The CloudFormation template of the role, as a file',
  request: { query: z.strictObject({ externalId: externalId.unwrap(), principal }) },
  responses: { 200: json(jsonObject, 'The template') },
})

export const guide = router()
  .openapi(read, async (c) => {
    const { cloud, ...options } = c.req.valid('query')
    return c.json(await c.var.api.guides(cloud, options), 200)
  })
  .openapi(template, async (c) => {
    const { files } = await c.var.api.guides('aws', c.req.valid('query'))
    const [file] = files.filter(({ name }) => name.endsWith('.template.json'))
    c.header('content-disposition', `attachment; filename="${file?.name}"`)
    // Our own text, as it was laid out for people; its type is only in the description.
    return c.body(file?.content ?? '{}', 200, { 'content-type': 'application/json' }) as never
  })
