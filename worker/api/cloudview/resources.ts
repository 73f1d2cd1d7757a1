import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { readConnectorFacts } from '../../store/connector-facts.ts'
import { listConnectors } from '../../store/connectors.ts'
import { all } from '../../store/lists/where.ts'
import { type ResourceList, resourceRids, resourcesOfRids } from '../../store/numbered-lists/resources.ts'
import { toCondition } from '../../store/query/to-condition.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { cloudParam, toCloud } from './clouds.ts'
import { codeOf, sourceCodes, typesOfCode } from './codes.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { conditionOf, filterQuery, readFilter } from './filter.ts'
import { envelope, envelopeOf, type Page, pageOf, pageQuery } from './page.ts'
import { type ResourceContext, resourceRecord, resourceSchema } from './resource-record.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { ridOf } from './uuid.ts'
import { pathOf } from './version.ts'
import { vulnerabilitiesOf } from './vulnerabilities.ts'

const tags = ['Resources']
const code = z
  .string()
  .max(100)
  .openapi({ description: 'Short name of a type: VPC_SECURITY_GROUP.', example: 'BUCKET' })
/** Records of one query; clients divide by it into 200 pages of 50. */
const most = 10_000

const routesOf = (version: 'v1' | 'v2') => {
  const path = `${pathOf(version)}/resource/{type}` as const
  return {
    list: compatRoute(surface, {
      ...{ tags, access: 'read', method: 'get', path: `${path}/{cloud}` },
      summary: 'Resources of a type',
      params: z.object({ type: code, cloud: cloudParam }),
      query: z.object({
        ...{ ...pageQuery, ...filterQuery },
        updated: z.string().max(200).optional().openapi({ description: 'When last found: [now-30d..now].' }),
        sort: z.string().max(100).optional().openapi({ description: 'lastSyncedOn:asc or lastSyncedOn:desc.' }),
      }),
      answers: { 200: { description: 'A page', json: envelopeOf('v1', resourceSchema) } },
      refuses: { 502: `The page lies beyond the first ${most} records of the query` },
    }),
    read: compatRoute(surface, {
      ...{ tags, access: 'read', method: 'get', path: `${path}/uuid/{uuid}/{cloud}` },
      summary: 'One resource',
      params: z.object({ type: code, uuid: z.string().max(2048), cloud: cloudParam }),
      answers: { 200: { description: 'The resource', json: resourceSchema } },
    }),
  }
}

/** Rows 16 and 17: what was collected, type by type. */
export function resources(version: 'v1' | 'v2'): OpenAPIHono<ApiEnv> {
  const routes = routesOf(version)
  return compatRouter(surface)
    .openapi(routes.read, async (c) => {
      const { type, uuid, cloud } = c.req.valid('param')
      const { database, types } = c.var.api
      const rid = ridOf(database.epoch, uuid)
      const [found] = rid === undefined ? [] : await resourcesOfRids(database, Uint32Array.of(rid))
      if (!found || !typesOfCode(types, toCloud(cloud), type).includes(found.type)) {
        throw new Problem(404, 'There is no such resource.')
      }
      return c.json({ ...resourceRecord(found, await contextOf(c.var.api)), ...vulnerabilitiesOf(found) })
    })
    .openapi(routes.list, async (c) => {
      const { type, cloud } = c.req.valid('param')
      const { filter, updated, sort, ...asked } = c.req.valid('query')
      const page = pageOf('v1', asked)
      const list = { ...typeList(c.var.api, type, cloud), ...conditions(c, filter, updated), ...orderOf(sort) }
      const rids = await resourceRids(c.var.api.database, list)
      refuseBeyond(page, rids.length)
      const onPage = rids.slice(page.offset, page.offset + page.size)
      const found = onPage.length === 0 ? [] : await resourcesOfRids(c.var.api.database, onPage)
      const context = await contextOf(c.var.api)
      return c.json(
        envelope(
          'v1',
          found.map((one) => resourceRecord(one, context)),
          rids.length,
          page,
        ),
      )
    })
}

function typeList({ types }: ApiContext, code: string, cloud: string): Pick<ResourceList, 'types'> {
  const found = typesOfCode(types, toCloud(cloud), code)
  if (found.length > 0 || sourceCodes.has(code.toUpperCase())) return { types: found }
  const known = [...types.values()].filter(({ type }) => type.startsWith(`${cloud}.`)).map((one) => one.code)
  throw new Problem(404, `There is no type ${code} of ${cloud}. There are: ${[...new Set(known)].sort().join(', ')}.`)
}

function conditions(c: Context<ApiEnv>, filter: string | undefined, updated: string | undefined) {
  const range = updated === undefined ? undefined : readFilter(c, 'resources', `lastFound:${updated}`)
  if (range && !(range.kind === 'test' && range.token === 'lastFound')) {
    throw new Problem(400, 'updated: Give a range of dates, such as [now-30d..now].')
  }
  const found = [conditionOf(c, 'resources', filter), range && toCondition(range, 'resources')]
  return found.some(Boolean) ? { condition: all(...found) } : {}
}

function orderOf(sort: string | undefined): Pick<ResourceList, 'lastFound'> {
  const [, direction = 'asc'] = /^lastSynced(?:On)?(?::(asc|desc))?$/i.exec(sort ?? '') ?? []
  return sort === undefined || !/^lastSynced/i.test(sort)
    ? {}
    : { lastFound: direction.toLowerCase() as 'asc' | 'desc' }
}

/** A page behind the end of a short list is empty; a page behind the first 10,000 of a long one is refused, as ever. */
function refuseBeyond({ offset, size }: Page, total: number): void {
  if (offset >= total || offset + Math.min(size, total - offset) <= most) return
  throw new Problem(502, `A query answers its first ${most} records. Narrow it with filter or updated.`)
}

async function contextOf({ database, types }: ApiContext): Promise<ResourceContext> {
  const [facts, connectors] = await Promise.all([readConnectorFacts(database), listConnectors(database)])
  const remediating = new Set(connectors.filter(({ type }) => type === 'remediation').map(({ id }) => id))
  return {
    epoch: database.epoch,
    codeOf: codeOf(types),
    aliasOf: (id) => facts.get(id)?.accountName,
    isRemediating: (id) => remediating.has(id),
  }
}
