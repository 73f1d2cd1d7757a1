import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { PolicyFile } from '../../shared/policy.ts'
import type { Cloud } from '../../shared/resource.ts'
import { findPolicy, listControls } from '../store/lists/controls.ts'
import {
  findOwnPolicy,
  findPolicyVersion,
  insertOwnPolicy,
  listOwnPolicies,
  listPolicyVersions,
  maxOwnPolicies,
  removeOwnPolicy,
  reportsOnPolicy,
  type StoredOwnPolicy,
  saveOwnPolicy,
} from '../store/own-policies.ts'
import type { ApiEnv } from './context.ts'
import { takeOver } from './own-saving.ts'
import { basedOn, isText, ownPolicySchema, policyVersionSchema } from './own-schemas.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { cloudSchema } from './scalars.ts'

const tags = ['Own policies']
const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters and digits, with single hyphens between them.')
  .max(100)
const params = z.object({ cloud: cloudSchema, name })
const versionParams = params.extend({ version: z.coerce.number().int().min(1).max(4_294_967_295) })
const halves = 'This holds half a character: no Unicode.'
const contents = {
  title: z.string().trim().min(1).max(150).refine(isText, halves),
  description: z.string().trim().max(2000).refine(isText, halves).default(''),
  controls: z.array(z.int().min(1).max(4_294_967_295)).min(1).max(2000).openapi({
    description: 'Numbers of built-in and own controls of the cloud, in the order in which they are shown.',
  }),
}
const readOnly = 'It is built in and read-only'
const meanwhile = 'somebody saved another version meanwhile'

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-policies',
  summary: 'Policies that users of this worker put together',
  request: { query: z.strictObject({ cloud: cloudSchema.optional(), ...pageQuery }) },
  responses: { 200: json(pageOf(ownPolicySchema), 'The policies') },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/own-policies',
  summary: 'Put controls of one cloud together into a policy; its slug is own/CLOUD/NAME',
  refuses: { 409: 'There is one of that name, or there are too many' },
  request: {
    body: body(
      z.strictObject({
        cloud: cloudSchema,
        name: name.optional().openapi({ description: 'Last part of the slug, for good; from the title if absent.' }),
        ...contents,
      }),
    ),
  },
  responses: { 201: json(ownPolicySchema, 'The policy') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-policies/{cloud}/{name}',
  summary: 'One policy of one’s own',
  request: { params },
  responses: { 200: json(ownPolicySchema, 'The policy') },
})

const update = route({
  access: 'update',
  tags,
  method: 'put',
  path: '/own-policies/{cloud}/{name}',
  summary: 'Save the next version of a policy; its slug stays',
  refuses: { 409: `${readOnly}; or ${meanwhile}`, 413: 'The body is larger than 1 MB' },
  request: { params, body: body(z.strictObject({ ...contents, basedOn })) },
  responses: { 200: json(ownPolicySchema, 'The policy as it is now') },
})

const remove = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/own-policies/{cloud}/{name}',
  summary: 'Delete a policy with its versions; its controls stay',
  refuses: { 409: `${readOnly}; or a report is about it` },
  request: { params },
  responses: { 204: { description: 'Deleted' } },
})

const versions = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-policies/{cloud}/{name}/versions',
  summary: 'The last hundred versions of a policy, newest first',
  request: { params },
  responses: { 200: json(z.object({ items: z.array(policyVersionSchema).readonly() }), 'The versions') },
})

const restore = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/own-policies/{cloud}/{name}/versions/{version}/restore',
  summary: 'Save an earlier version again, as the next one',
  refuses: { 409: `${readOnly}; or ${meanwhile}` },
  request: { params: versionParams },
  responses: { 200: json(ownPolicySchema, 'The policy as it is now') },
})

const readVersion = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-policies/{cloud}/{name}/versions/{version}',
  summary: 'One version of a policy',
  request: { params: versionParams },
  responses: { 200: json(policyVersionSchema, 'The version') },
})

export const ownPolicies = router()
  .openapi(list, async (c) => {
    const { cloud, ...page } = c.req.valid('query')
    const all = await listOwnPolicies(c.var.api.database)
    const known = await knownCids(c)
    const found = all.filter((policy) => !cloud || policy.cloud === cloud)
    return c.json(
      cut(
        found.map((policy) => toOwnPolicy(policy, known)),
        page,
      ),
      200,
    )
  })
  .openapi(create, async (c) => {
    const { cloud, name: given, ...policy } = c.req.valid('json')
    const slug = `own/${cloud}/${given ?? nameFrom(policy.title)}`
    await createPolicy(c, { slug, cloud, body: policy })
    await takeOver(c)
    c.header('location', `/api/own-policies/${slug.slice('own/'.length)}`)
    return c.json(await detail(c, slug), 201)
  })
  .openapi(read, async (c) => c.json(await detail(c, slugOf(c.req.valid('param'))), 200))
  .openapi(update, async (c) => {
    const { basedOn: based, ...policy } = c.req.valid('json')
    return c.json(await save(c, slugOf(c.req.valid('param')), policy, based), 200)
  })
  .openapi(remove, async (c) => {
    const { database } = c.var.api
    const { slug } = await existing(c, slugOf(c.req.valid('param')))
    const reports = await reportsOnPolicy(database, slug)
    if (reports.length > 0) {
      const titles = reports.map((title) => `“${title}”`).join(', ')
      throw new Problem(409, `It is what ${titles} reports on. Delete the report first.`)
    }
    await database.write(removeOwnPolicy(slug))
    await takeOver(c)
    return c.body(null, 204)
  })
  .openapi(versions, async (c) => {
    const { slug } = await existing(c, slugOf(c.req.valid('param')))
    const rows = await listPolicyVersions(c.var.api.database, slug)
    return c.json({ items: rows.map(toVersion) }, 200)
  })
  .openapi(readVersion, async (c) => c.json(toVersion(await versionOf(c, c.req.valid('param'))), 200))
  .openapi(restore, async (c) => {
    const { body: policy, slug } = await versionOf(c, c.req.valid('param'))
    return c.json(await save(c, slug, policy), 200)
  })

const slugOf = ({ cloud, name: last }: z.infer<typeof params>) => `own/${cloud}/${last}`

/** `My doors (2)` → `my-doors-2`. */
function nameFrom(title: string): string {
  const words = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (
    words
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 100)
      .replace(/^-+|-+$/g, '') || 'policy'
  )
}

/** Stores a new policy. Throws `Problem` where its controls are not there, its name is taken, or there are too many. */
export async function createPolicy(
  c: Context<ApiEnv>,
  { slug, cloud, body: policy }: { readonly slug: string; readonly cloud: Cloud; readonly body: PolicyFile },
): Promise<void> {
  const { database, clock } = c.var.api
  await checkControls(c, policy, cloud)
  if ((await listOwnPolicies(database)).length >= maxOwnPolicies) {
    throw new Problem(409, `There are ${maxOwnPolicies} policies of your own. Delete one first.`)
  }
  const isNew = await insertOwnPolicy(database, { slug, cloud, body: policy, author: c.var.actor.name }, clock())
  if (!isNew) throw new Problem(409, `There is a policy ${slug} already. Give this one another name.`)
}

async function save(c: Context<ApiEnv>, slug: string, policy: PolicyFile, based?: number) {
  const { database, clock } = c.var.api
  const { cloud } = await existing(c, slug)
  await checkControls(c, policy, cloud as Cloud)
  const draft = { slug, body: policy, author: c.var.actor.name }
  const [saved] = await database.write(saveOwnPolicy(draft, { now: clock(), basedOn: based }))
  if (saved?.rowsAffected !== 1) {
    throw new Problem(409, 'Somebody saved another version meanwhile. Read it, and change that one.')
  }
  await takeOver(c)
  return detail(c, slug)
}

async function existing(c: Context<ApiEnv>, slug: string): Promise<StoredOwnPolicy> {
  const own = await findOwnPolicy(c.var.api.database, slug)
  if (own) return own
  const builtIn = await findPolicy(c.var.api.database, slug.slice('own/'.length))
  if (!builtIn || c.req.method === 'GET') throw new Problem(404, 'There is no such policy of your own.')
  throw new Problem(409, `The policy “${builtIn.title}” is built in, and read-only. Make one of your own.`)
}

async function versionOf(c: Context<ApiEnv>, { version, ...place }: z.infer<typeof versionParams>) {
  const { slug } = await existing(c, slugOf(place))
  const found = await findPolicyVersion(c.var.api.database, slug, version)
  if (!found) throw new Problem(404, `There is no version ${version} of it, or it is older than the last hundred.`)
  return found
}

async function checkControls(c: Context<ApiEnv>, { controls }: PolicyFile, cloud: Cloud): Promise<void> {
  const clouds = new Map((await listControls(c.var.api.database)).map((control) => [control.cid, control.cloud]))
  const errors = controls.flatMap((cid, index) => {
    const field = `controls.${index}`
    if (controls.indexOf(cid) !== index) return [{ field, message: `${cid} is listed twice.` }]
    return clouds.get(cid) === cloud ? [] : [{ field, message: `There is no control ${cid} for ${cloud}.` }]
  })
  if (errors.length > 0) throw new Problem(400, errors[0]?.message ?? '', { errors: errors.slice(0, 100) })
}

async function knownCids(c: Context<ApiEnv>): Promise<ReadonlySet<number>> {
  return new Set((await listControls(c.var.api.database)).map(({ cid }) => cid))
}

async function detail(c: Context<ApiEnv>, slug: string): Promise<z.infer<typeof ownPolicySchema>> {
  return toOwnPolicy(await existing(c, slug), await knownCids(c))
}

function toOwnPolicy(
  { body: policy, cloud, ...row }: StoredOwnPolicy,
  known: ReadonlySet<number>,
): z.infer<typeof ownPolicySchema> {
  const missing = policy.controls.filter((cid) => !known.has(cid))
  return { ...row, ...policy, cloud: cloud as Cloud, name: row.slug.split('/').at(-1) ?? '', missing }
}

const toVersion = ({ body: policy, ...row }: Awaited<ReturnType<typeof versionOf>>) => ({ ...row, ...policy })
