import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../../shared/connector.ts'
import { findConnector, listConnectors } from '../../store/connectors.ts'
import { changeConnector, createConnector, runConnector } from '../connector-changes.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { deleteConnector } from '../delete-connector.ts'
import { Problem } from '../problem.ts'
import { cloudParam, toCloud } from './clouds.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { bodySchemas, readDraft, readPatch } from './connector-body.ts'
import { errorSchema, listConnectorErrors } from './connector-errors.ts'
import { idsBody, readIds } from './connector-ids.ts'
import { connectorRecord, connectorSchema, type Surroundings, toldRow } from './connector-record.ts'
import { filterQuery, matcherOf } from './filter.ts'
import { cut, envelope, envelopeOf, pageOf, pageQuery } from './page.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { isOrganization, surroundings } from './surroundings.ts'
import { type ApiVersion, pathOf } from './version.ts'

const tags = ['Connectors']
const params = z.object({ cloud: cloudParam })
const oneParams = params.extend({ connectorId: z.string().max(200) })
const bodies = {
  'application/json': z.union([bodySchemas.aws, bodySchemas.azure]),
  'multipart/form-data': bodySchemas.gcp,
}
const idBodies = { 'application/json': idsBody }
const idsQuery = z.object({ connectorIds: z.union([z.string(), z.array(z.string())]).optional() })
const run422 = { 422: 'A connector cannot sign in', 503: 'The database cannot be written' }
const created = connectorSchema.and(z.object({ qualysAccountId: z.string().nullable() }))

const routesOf = (version: ApiVersion) => {
  const path = `${pathOf(version)}/{cloud}/connectors` as const
  const page = envelopeOf(version, connectorSchema)
  const common = { tags, access: 'read', method: 'get' } as const
  return {
    list: compatRoute(surface, {
      ...{ ...common, path, params, summary: 'Connectors of a cloud' },
      query: z.object({ ...pageQuery, ...filterQuery, sort: z.string().max(100).optional() }),
      answers: { 200: { description: 'A page of connectors', json: page } },
    }),
    read: compatRoute(surface, {
      ...{ ...common, path: `${path}/{connectorId}`, params: oneParams, summary: 'One connector' },
      answers: {
        200: { description: 'The connector', json: connectorSchema },
        404: { description: 'There is no such connector', types: ['text/plain'] },
      },
      refuses: {},
    }),
    errors: compatRoute(surface, {
      ...{ ...common, path: `${path}/{connectorId}/errors`, params: oneParams },
      summary: 'What failed during the last run of a connector, operation by operation',
      query: z.object(pageQuery),
      answers: { 200: { description: 'A page of errors', json: envelopeOf(version, errorSchema) } },
    }),
    create: compatRoute(surface, {
      ...{ ...common, method: 'post', access: 'create', path, params, bodies, summary: 'Create a connector' },
      description: 'JSON for AWS and Azure, a form with the key file for GCP. The first run is queued at once.',
      answers: { 201: { description: 'The connector, with the account that its role has to trust', json: created } },
      refuses: run422,
    }),
    update: compatRoute(surface, {
      ...{ ...common, method: 'put', access: 'update', path: `${path}/{connectorId}`, params: oneParams, bodies },
      summary: 'Change a connector; what is not named stays',
      answers: { 200: { description: 'The connector as it is now', json: connectorSchema } },
      refuses: run422,
    }),
    remove: compatRoute(surface, {
      ...{ ...common, method: 'delete', access: 'delete', path, params, query: idsQuery, bodies: idBodies },
      summary: 'Delete connectors with all that is known through them',
      answers: { 204: { description: 'Deleted' } },
      refuses: { 404: 'There is no such connector; none was deleted', ...run422 },
    }),
    run: compatRoute(surface, {
      ...{
        ...common,
        method: 'post',
        access: 'update',
        path: `${path}/run`,
        params,
        query: idsQuery,
        bodies: idBodies,
      },
      summary: 'Run connectors now',
      answers: { 200: { description: 'The runs are queued; the ids of the connectors', json: z.array(z.string()) } },
      refuses: { 404: 'There is no such connector; none was run', ...run422 },
    }),
  }
}

/** Rows 1 to 9: connectors of all clouds, in the words of CloudView. */
export function connectors(version: ApiVersion): OpenAPIHono<ApiEnv> {
  const routes = routesOf(version)
  return compatRouter(surface)
    .openapi(routes.list, async (c) => {
      const { filter, sort, ...asked } = c.req.valid('query')
      const [all, around] = await listOf(c.var.api, c.req.valid('param').cloud)
      const isMatch = matcherOf(c, 'connectors', filter)
      const found = sorted(all, sort).filter((connector) => isMatch(toldRow(connector)))
      const page = pageOf(version, asked)
      const content = cut(found, page).map((connector) => connectorRecord(connector, around))
      return c.json(envelope(version, content, found.length, page))
    })
    .openapi(routes.run, async (c) => {
      const found = await allOf(c, c.req.valid('param').cloud)
      for (const connector of found) await runConnector(c.var.api, connector)
      return c.json(found.map(({ id }) => id))
    })
    .openapi(routes.read, async (c) => {
      const found = await find(c, c.req.valid('param'))
      if (!found) return c.text('Not Found', 404)
      return c.json(connectorRecord(found, await surroundings(c.var.api)))
    })
    .openapi(routes.errors, async (c) => {
      const { id } = await existing(c, c.req.valid('param'))
      const found = await listConnectorErrors(c.var.api, id)
      const page = pageOf(version, c.req.valid('query'))
      return c.json(envelope(version, cut(found, page), found.length, page))
    })
    .openapi(routes.create, async (c) => {
      const cloud = toCloud(c.req.valid('param').cloud)
      if (!cloud) throw new Problem(400, 'Connectors of this cloud cannot be created.')
      const connector = await createConnector(c.var.api, c.var.actor.owner, await readDraft(c, cloud))
      const around = await surroundings(c.var.api)
      // The template of the role is completed with it; nobody else reads it, and no other answer has it.
      const qualysAccountId = cloud === 'aws' ? { qualysAccountId: around.baseAccountId } : {}
      return c.json({ ...connectorRecord(connector, around), ...qualysAccountId }, 201)
    })
    .openapi(routes.update, async (c) => {
      const connector = await existing(c, c.req.valid('param'))
      const changed = await changeConnector(c.var.api, c.var.actor.owner, connector, await readPatch(c, connector))
      // An error here would be taken for one of the change. Why a connector is offline is told when it is read.
      return c.json({ ...connectorRecord(changed, await surroundings(c.var.api)), error: null })
    })
    .openapi(routes.remove, async (c) => {
      const found = await allOf(c, c.req.valid('param').cloud)
      for (const connector of found) await deleteConnector(c.var.api, connector, undefined)
      return c.body(null, 204)
    })
}

async function listOf(api: ApiContext, cloud: string): Promise<readonly [readonly Connector[], Surroundings]> {
  const all = await listConnectors(api.database)
  return [all.filter((one) => one.cloud === cloud && !isOrganization(one)), await surroundings(api, all)]
}

type Asked = { readonly cloud: string; readonly connectorId: string }

async function find(c: Context<ApiEnv>, { cloud, connectorId }: Asked): Promise<Connector | undefined> {
  const found = await findConnector(c.var.api.database, connectorId)
  return found?.cloud === cloud && !isOrganization(found) ? found : undefined
}

async function existing(c: Context<ApiEnv>, asked: Asked): Promise<Connector> {
  const found = await find(c, asked)
  if (!found) throw new Problem(404, `There is no connector ${asked.connectorId} of this cloud.`)
  return found
}

/** All connectors that the request names, or a refusal: nothing is done by halves because of a misspelt id. */
const allOf = async (c: Context<ApiEnv>, cloud: string): Promise<readonly Connector[]> =>
  Promise.all((await readIds(c)).map((connectorId) => existing(c, { cloud, connectorId })))

function sorted(connectors: readonly Connector[], sort: string | undefined): readonly Connector[] {
  const [, direction] = /^lastSynced(?:On)?(?::(asc|desc))?$/i.exec(sort ?? '') ?? []
  if (sort === undefined || !/^lastSynced/i.test(sort)) return connectors
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1
  return connectors.toSorted((a, b) => sign * (a.lastRun ?? '').localeCompare(b.lastRun ?? ''))
}
