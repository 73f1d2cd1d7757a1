import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../../shared/connector.ts'
import { changeConnector, createConnector, runConnector } from '../connector-changes.ts'
import type { ApiEnv } from '../context.ts'
import { deleteConnector } from '../delete-connector.ts'
import { Problem } from '../problem.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { toDraft, toPatch } from './connector-body.ts'
import { type Noun, nouns, qpsConnector, qpsRecord } from './qps-record.ts'
import { fieldsOf, matcherOf, readServiceRequest, serviceRequest } from './qps-request.ts'
import { qpsSurface as surface } from './qps-surface.ts'
import { select, surroundings } from './surroundings.ts'

const params = z.object({ noun: z.enum(Object.keys(nouns) as [Noun, ...Noun[]]) })
const oneParams = params.extend({ id: z.string().max(200).openapi({ description: 'Its number.' }) })
const answered = z.object({
  ServiceResponse: z.object({
    ...{ responseCode: z.literal('SUCCESS'), count: z.int(), hasMoreRecords: z.enum(['true', 'false']).optional() },
    data: z.array(z.record(z.string(), qpsConnector.partial())),
  }),
})
const refuses = { 422: 'The connector cannot sign in', 503: 'The database cannot be written' }
const shared = { tags: ['Connectors 3.0'], method: 'post', refuses } as const
const answers = { 200: { description: 'In the envelope of these paths', json: answered } } as const
const bodies = { 'application/json': serviceRequest }
const pathOf = <Verb extends string>(verb: Verb) => `/qps/rest/3.0/${verb}/am/{noun}` as const
const onePathOf = <Verb extends string>(verb: Verb) => `${pathOf(verb)}/{id}` as const

const routes = {
  search: compatRoute(surface, {
    ...{ ...shared, access: 'read', path: pathOf('search'), params, bodies, answers },
    summary: 'Connectors of a cloud, all of them or those that criteria name',
  }),
  read: compatRoute(surface, {
    ...{ ...shared, method: 'get', access: 'read', path: onePathOf('get'), params: oneParams, answers },
    summary: 'One connector',
  }),
  create: compatRoute(surface, {
    ...{ ...shared, access: 'create', path: pathOf('create'), params, bodies, answers },
    summary: 'Create a connector; its first run is queued',
  }),
  update: compatRoute(surface, {
    ...{ ...shared, access: 'update', path: onePathOf('update'), params: oneParams, bodies, answers },
    summary: 'Change a connector; what is not named stays',
  }),
  remove: compatRoute(surface, {
    ...{ ...shared, access: 'delete', path: onePathOf('delete'), params: oneParams, answers },
    summary: 'Delete a connector with all that is known through it',
  }),
  run: compatRoute(surface, {
    ...{ ...shared, access: 'update', path: onePathOf('run'), params: oneParams, answers },
    summary: 'Run a connector now',
  }),
}

/** Row 30: connectors as the API 3.0 tells them, which newer clients speak. A change answers with the number alone. */
export const qps: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(routes.search, async (c) => {
    const { noun } = c.req.valid('param')
    const request = await readServiceRequest(c)
    const isMatch = matcherOf(request)
    const { startFromOffset, limitResults } = request.preferences ?? {}
    const found = (await recordsOf(c, await connectorsOf(c, noun))).filter(isMatch)
    const first = Math.max((startFromOffset ?? 1) - 1, 0)
    const some = found.slice(first, first + Math.min(limitResults || 100, 1000))
    return c.json(envelope(noun, some, first + some.length < found.length))
  })
  .openapi(routes.read, async (c) => {
    const { noun, id } = c.req.valid('param')
    return c.json(envelope(noun, await recordsOf(c, [await find(c, noun, id)])))
  })
  .openapi(routes.create, async (c) => {
    const { noun } = c.req.valid('param')
    const { cloud, object } = nouns[noun]
    const fields = fieldsOf(await readServiceRequest(c), object, cloud)
    return c.json(
      envelope(noun, await recordsOf(c, [await createConnector(c.var.api, c.var.actor.owner, toDraft(fields, cloud))])),
    )
  })
  .openapi(routes.update, async (c) => {
    const { noun, id } = c.req.valid('param')
    const { cloud, object } = nouns[noun]
    const connector = await find(c, noun, id)
    await changeConnector(
      c.var.api,
      c.var.actor.owner,
      connector,
      toPatch(fieldsOf(await readServiceRequest(c), object, cloud), cloud),
    )
    return c.json(envelope(noun, await numberOf(c, connector)))
  })
  .openapi(routes.remove, async (c) => {
    const { noun, id } = c.req.valid('param')
    const connector = await find(c, noun, id)
    const number = await numberOf(c, connector)
    await deleteConnector(c.var.api, connector, undefined)
    return c.json(envelope(noun, number))
  })
  .openapi(routes.run, async (c) => {
    const { noun, id } = c.req.valid('param')
    const connector = await find(c, noun, id)
    await runConnector(c.var.api, connector)
    return c.json(envelope(noun, await numberOf(c, connector)))
  })

function envelope(noun: Noun, records: readonly object[], hasMore = false) {
  const data = records.map((record) => ({ [nouns[noun].object]: record }))
  const hasMoreRecords = hasMore ? 'true' : 'false'
  return { ServiceResponse: { responseCode: 'SUCCESS', count: data.length, hasMoreRecords, data } }
}

const connectorsOf = async (c: Context<ApiEnv>, noun: Noun, id?: string): Promise<readonly Connector[]> =>
  (await select(c.var.api, id)).filter(({ cloud }) => cloud === nouns[noun].cloud)

async function find(c: Context<ApiEnv>, noun: Noun, id: string): Promise<Connector> {
  const [found] = await connectorsOf(c, noun, id)
  if (!found) throw new Problem(404, `There is no connector ${id} of this cloud.`)
  return found
}

async function recordsOf(c: Context<ApiEnv>, connectors: readonly Connector[]) {
  const around = await surroundings(c.var.api)
  return connectors.map((connector) => qpsRecord(connector, around))
}

const numberOf = async (c: Context<ApiEnv>, connector: Connector) =>
  (await recordsOf(c, [connector])).map(({ id }) => ({ id }))
