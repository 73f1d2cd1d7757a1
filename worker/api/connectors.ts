import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../shared/connector.ts'
import { connectorDraft, connectorPatch } from '../../shared/connector-draft.ts'
import { listRuns } from '../store/lists/runs.ts'
import { changeConnector, createConnector, existing, runConnector } from './connector-changes.ts'
import { connectorQuery, filterConnectors } from './connector-filter.ts'
import { connectorSchema } from './connector-schema.ts'
import { tryDraft } from './connector-trial.ts'
import type { ApiEnv } from './context.ts'
import { deleteConnector } from './delete-connector.ts'
import { pageOf, pageQuery } from './paging.ts'
import { body, json, route, router } from './route.ts'
import { runSchema } from './run-schemas.ts'

const tags = ['Connectors']
const params = z.object({ id: z.string() })

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/connectors',
  summary: 'All connectors, without their secrets',
  request: {
    query: z.strictObject(connectorQuery),
  },
  responses: { 200: json(z.object({ items: z.array(connectorSchema).readonly() }), 'The connectors') },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/connectors',
  summary: 'Create a connector and queue its first run',
  description:
    'On AWS an external id is made where none is given. There is one connector for an account. An organization connector reads no account itself: at each run it creates a member connector for every active account that has none, its own included, and retires those whose account was closed, suspended or removed.',
  refuses: { 409: 'There is a connector for this account already, or the external id belongs to another one' },
  request: { body: body(connectorDraft) },
  responses: { 201: json(connectorSchema, 'The connector') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/connectors/{id}',
  summary: 'One connector',
  request: { params },
  responses: { 200: json(connectorSchema, 'The connector') },
})

const update = route({
  access: 'update',
  tags,
  method: 'patch',
  path: '/connectors/{id}',
  summary: 'Change a connector; secrets are replaced whole',
  description:
    'The type of an AWS connector may change between `inventory`, `assessment`, `cspm` and `remediation`; what the role needs besides is said in its state. A connector that judges no more loses its evaluations at its next run. The role and the type of a member are changed in `members` of its organization connector, whose next run passes them on.',
  refuses: { 409: 'It would be another account’s connector, another kind of one, or have another’s external id' },
  request: { params, body: body(connectorPatch) },
  responses: { 200: json(connectorSchema, 'The connector as it is now') },
})

const remove = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/connectors/{id}',
  summary: 'Delete a connector with its resources, evaluations and runs',
  description:
    'An organization connector with members is deleted only when `members` says what becomes of them. A member cannot be deleted by itself while its account is active: the organization would create it again.',
  refuses: { 409: 'A run has not ended yet, it has members, or it is one' },
  request: {
    params,
    query: z.strictObject({
      members: z.enum(['delete', 'keep']).optional().openapi({
        description:
          'Of an organization connector. `delete`: its member connectors are deleted with all they know. `keep`: they stay as connectors of their own.',
      }),
    }),
  },
  responses: { 204: { description: 'Deleted' } },
})

const test = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/connectors/{id}/test',
  summary: 'Sign in with a connector and say which account it reaches',
  refuses: { 422: 'It cannot sign in: the reason, and advice' },
  request: { params },
  responses: { 200: json(z.object({ account: z.string() }), 'It can sign in') },
})

const trial = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/connectors/test',
  summary: 'Sign in with what is to become a connector and say which account it reaches',
  description:
    'Nothing is stored. On AWS the external id must be given: it is the one that the role demands and that is saved. One that was made for a connector, or for a draft of somebody else, is refused.',
  refuses: {
    409: 'There is a connector for this account already, or the external id belongs to another one',
    422: 'It cannot sign in: the reason, and advice',
    429: 'Too many tests: wait a minute',
  },
  request: { body: body(connectorDraft) },
  responses: { 200: json(z.object({ account: z.string() }), 'It can sign in') },
})

const run = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/connectors/{id}/run',
  summary: 'Queue a run; one that is queued or running already is answered instead',
  refuses: { 409: 'The account is closed, suspended or no longer in the organization' },
  request: { params },
  responses: { 202: json(runSchema, 'The run') },
})

const runsOf = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/connectors/{id}/runs',
  summary: 'Runs of a connector, newest first',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json(pageOf(runSchema), 'The runs') },
})

export const connectors = router()
  .openapi(list, async (c) => {
    return c.json({ items: await filterConnectors(c, c.req.valid('query')) }, 200)
  })
  .openapi(create, async (c) => {
    const draft = c.req.valid('json')
    const connector = await createConnector(c.var.api, c.var.actor.owner, draft)
    c.header('location', `/api/connectors/${connector.id}`)
    return c.json(connector, 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const connector = await find(c, c.req.valid('param').id)
    return c.json(await changeConnector(c.var.api, c.var.actor.owner, connector, c.req.valid('json')), 200)
  })
  .openapi(remove, async (c) => {
    await deleteConnector(c.var.api, await find(c, c.req.valid('param').id), c.req.valid('query').members)
    return c.body(null, 204)
  })
  .openapi(test, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    return c.json(await c.var.api.engine.test(id), 200)
  })
  .openapi(trial, async (c) => c.json(await tryDraft(c.var.api, c.var.actor.owner, c.req.valid('json')), 200))
  .openapi(run, async (c) => {
    return c.json(await runConnector(c.var.api, await find(c, c.req.valid('param').id)), 202)
  })
  .openapi(runsOf, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    const page = c.req.valid('query')
    return c.json({ ...(await listRuns(c.var.api.database, { connector: id }, page)), ...page }, 200)
  })

const find = (c: Context<ApiEnv>, id: string): Promise<Connector> => existing(c.var.api, id)
