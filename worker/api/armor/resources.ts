import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { resolveScope } from '../../store/lists/scope.ts'
import { type NumberedResource, resourceRids, resourcesOfRids } from '../../store/numbered-lists/resources.ts'
import { type Verdict, verdictsOf } from '../../store/numbered-lists/verdicts.ts'
import { codeOf } from '../cloudview/codes.ts'
import { compatRoute, compatRouter } from '../cloudview/compat-route.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { armorSurface as surface } from './surface.ts'
import { nullable, providerParam, providers, readOptionalProvider, status, statusOf } from './words.ts'

const get = { tags: ['Resources'], method: 'get', access: 'read' } as const
const count = (what: string) =>
  z.coerce
    .number({ error: `${what} is a whole number.` })
    .int()
    .min(0)
    .max(10_000_000)
const largest = 500

const evaluationSchema = z.object({ controlId: z.int(), status, evaluatedOn: z.string() })
const resourceSchema = z
  .object({
    ...{ id: z.int(), accountId: nullable, resourceName: z.string(), resourceType: z.string() },
    ...{ cloudAccountId: z.string(), region: z.string(), provider: z.string(), dateDiscovered: z.string() },
    ...{ dateLastFound: z.string(), resourceEvaluation: z.array(evaluationSchema) },
  })
  .openapi('Resource')

const detailSchema = z
  .object({
    ...{ id: z.int(), resourceName: z.string(), resourceType: z.string() },
    details: z.looseObject({}),
  })
  .openapi('ResourceDetails')

const list = compatRoute(surface, {
  ...{ ...get, path: '/cspm/resources', summary: 'Resources with what controls say of them' },
  query: z.object({
    ...{ provider: providerParam.optional(), cloudAccountId: z.string().max(200).optional() },
    ...{ resourceType: z.string().max(200).optional(), skip: count('skip').optional() },
    top: count('top')
      .optional()
      .openapi({ description: `50 where not given, ${largest} at most.` }),
  }),
  answers: {
    200: { description: 'A page', json: z.object({ total: z.int(), data: z.array(resourceSchema) }) },
  },
})

const read = compatRoute(surface, {
  ...{ ...get, path: '/cspm/resources/{id}', params: z.object({ id: z.string().max(200) }) },
  summary: 'The configuration of one resource, as an array of one',
  answers: { 200: { description: 'The resource', json: z.array(detailSchema) } },
})

/** What was collected in the words of Armor. */
export const resources: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(list, async (c) => {
    const { provider, cloudAccountId, resourceType, top = 50, skip = 0 } = c.req.valid('query')
    const { database } = c.var.api
    const scope = { cloud: readOptionalProvider(provider), account: cloudAccountId || undefined }
    const list = { ...(await resolveScope(database, scope)), ...typesNamed(c.var.api, resourceType) }
    const rids = await resourceRids(database, list)
    const onPage = rids.slice(skip, skip + Math.min(top, largest))
    const [found, verdicts] = await Promise.all([resourcesOfRids(database, onPage), verdictsOf(database, onPage)])
    const data = found.map((one) => resourceRecord(one, verdicts.get(one.rid) ?? [], codeOf(c.var.api.types)))
    return c.json({ total: rids.length, data })
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const { database, types } = c.var.api
    const found = /^\d{1,9}$/.test(id) ? await resourcesOfRids(database, Uint32Array.of(Number(id))) : []
    if (found.length === 0) throw new Problem(404, `There is no resource ${id}.`)
    return c.json(
      found.map(({ rid, name, type, config }) => ({
        ...{ id: rid, resourceName: name, resourceType: codeOf(types)(type), details: config },
      })),
    )
  })

/** The types that a word means: a code, or a label as people read it. */
function typesNamed({ types }: ApiContext, word: string | undefined): { readonly types?: readonly string[] } {
  if (!word) return {}
  const isMeant = (name: string) => name.toLowerCase() === word.toLowerCase()
  const found = [...types.values()].filter(({ type, code, label }) => [type, code, label].some(isMeant))
  return { types: found.map(({ type }) => type) }
}

function resourceRecord(
  { rid, name, type, account, region, cloud, firstDiscovered, lastFound }: NumberedResource,
  verdicts: readonly Verdict[],
  code: (type: string) => string,
): z.infer<typeof resourceSchema> {
  return {
    // The account of Armor's own customer, which there is none of here.
    ...{ id: rid, accountId: null, resourceName: name, resourceType: code(type), cloudAccountId: account },
    ...{ region, provider: providers[cloud], dateDiscovered: firstDiscovered, dateLastFound: lastFound },
    resourceEvaluation: verdicts.flatMap(({ cid, outcome, lastEvaluated }) => {
      const known = statusOf(outcome)
      return known ? [{ controlId: cid, status: known, evaluatedOn: lastEvaluated }] : []
    }),
  }
}
