import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Control } from '../../shared/control.ts'
import { listControls } from '../store/lists/controls.ts'
import {
  findOwnControl,
  findVersion,
  listOwnControls,
  listVersions,
  removeOwnControl,
  type StoredOwnControl,
} from '../store/own-controls.ts'
import { listOwnPolicies, type StoredOwnPolicy, saveOwnPolicy } from '../store/own-policies.ts'
import type { ApiEnv } from './context.ts'
import { createOwn, existingOwn, takeOver, updateOwn } from './own-saving.ts'
import {
  basedOn,
  controlVersionDetailSchema,
  controlVersionSchema,
  controlYaml,
  ownControlDetailSchema,
  ownControlSchema,
} from './own-schemas.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Own controls']
const cid = z.coerce.number().int().min(1).max(4_294_967_295)
const params = z.object({ cid })
const versionParams = z.object({ cid, version: z.coerce.number().int().min(1).max(4_294_967_295) })
const tooLarge = 'The body is larger than 1 MB'
const readOnly = 'It is built in and read-only: copy it'

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls',
  summary: 'Controls that users of this worker wrote or copied, without their texts',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json(pageOf(ownControlSchema), 'The controls') },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/own-controls',
  summary: 'Write a control of one’s own; it is given a number from 900001',
  description:
    'The text is checked as the files of the built-in controls are, and its examples are run: what is wrong is told line by line, and nothing is stored. What is known of the resources is judged by it at once, in the background, without asking any cloud.',
  refuses: { 409: 'There are too many' },
  request: { body: body(z.strictObject({ text: controlYaml })) },
  responses: { 201: json(ownControlDetailSchema, 'The control') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls/{cid}',
  summary: 'One control of one’s own with its text',
  request: { params },
  responses: { 200: json(ownControlDetailSchema, 'The control') },
})

const update = route({
  access: 'update',
  tags,
  method: 'put',
  path: '/own-controls/{cid}',
  summary: 'Save the next version of a control; its number stays',
  refuses: { 409: `${readOnly}; or somebody saved another version meanwhile`, 413: tooLarge },
  request: { params, body: body(z.strictObject({ text: controlYaml, basedOn })) },
  responses: { 200: json(ownControlDetailSchema, 'The control as it is now') },
})

const remove = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/own-controls/{cid}',
  summary: 'Delete a control with its versions and evaluations',
  refuses: { 409: `${readOnly}; or a policy holds it, or nothing but it` },
  request: {
    params,
    query: z.strictObject({
      policies: z.enum(['remove']).optional().openapi({ description: '`remove`: it is taken out of the policies.' }),
    }),
  },
  responses: { 204: { description: 'Deleted' } },
})

const versions = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls/{cid}/versions',
  summary: 'The last hundred versions of a control, newest first',
  request: { params },
  responses: { 200: json(z.object({ items: z.array(controlVersionSchema).readonly() }), 'The versions') },
})

const readVersion = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls/{cid}/versions/{version}',
  summary: 'One version with its text',
  request: { params: versionParams },
  responses: { 200: json(controlVersionDetailSchema, 'The version') },
})

const restore = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/own-controls/{cid}/versions/{version}/restore',
  summary: 'Save an earlier version again, as the next one',
  refuses: { 409: `${readOnly}; or somebody saved another version meanwhile` },
  request: { params: versionParams },
  responses: { 200: json(ownControlDetailSchema, 'The control as it is now') },
})

export const ownControls = router()
  .openapi(list, async (c) => {
    const { database } = c.var.api
    const [all, known] = await Promise.all([listOwnControls(database), knownControls(c)])
    return c.json(
      cut(
        all.map((one) => toOwnControl(one, known.get(one.cid))),
        c.req.valid('query'),
      ),
      200,
    )
  })
  .openapi(create, async (c) => {
    const number = await createOwn(c, c.req.valid('json'))
    await takeOver(c)
    c.header('location', `/api/own-controls/${number}`)
    return c.json(await detail(c, number), 201)
  })
  .openapi(read, async (c) => c.json(await detail(c, c.req.valid('param').cid), 200))
  .openapi(update, async (c) => {
    const own = await existingOwn(c, c.req.valid('param').cid)
    await updateOwn(c, own, c.req.valid('json'))
    await takeOver(c)
    return c.json(await detail(c, own.cid), 200)
  })
  .openapi(remove, async (c) => {
    const { database, clock } = c.var.api
    const own = await existingOwn(c, c.req.valid('param').cid)
    const holders = (await listOwnPolicies(database)).filter(({ body }) => body.controls.includes(own.cid))
    refuseHeld(own.cid, holders, c.req.valid('query').policies === 'remove')
    const author = c.var.actor.name
    // A policy that somebody saves meanwhile stays as it was saved; the control is then told as missing from it.
    const lighter = holders.flatMap(({ slug, version, body: policy }) => {
      const controls = policy.controls.filter((one) => one !== own.cid)
      return saveOwnPolicy({ slug, body: { ...policy, controls }, author }, { now: clock(), basedOn: version })
    })
    await database.write([...lighter, ...removeOwnControl(own.cid)])
    await takeOver(c)
    return c.body(null, 204)
  })
  .openapi(versions, async (c) => {
    const own = await existingOwn(c, c.req.valid('param').cid)
    return c.json({ items: await listVersions(c.var.api.database, own.cid) }, 200)
  })
  .openapi(readVersion, async (c) => c.json(await versionOf(c, c.req.valid('param')), 200))
  .openapi(restore, async (c) => {
    const own = await existingOwn(c, c.req.valid('param').cid)
    const { text } = await versionOf(c, c.req.valid('param'))
    await updateOwn(c, own, { text, basedOn: own.version })
    await takeOver(c)
    return c.json(await detail(c, own.cid), 200)
  })

/** A control that a policy holds goes only when it is said that it leaves the policy, too, and leaves it something. */
function refuseHeld(number: number, holders: readonly StoredOwnPolicy[], isAgreed: boolean): void {
  const names = (policies: readonly StoredOwnPolicy[]) => policies.map(({ body: { title } }) => `“${title}”`).join(', ')
  const left = holders.filter(({ body: { controls } }) => controls.length === 1)
  if (left.length > 0) throw new Problem(409, `${names(left)} would be empty without it. Delete that policy first.`)
  if (holders.length === 0 || isAgreed) return
  throw new Problem(409, `Control ${number} is in ${names(holders)}.`, {
    advice: 'Delete it with ?policies=remove to take it out of them.',
  })
}

async function versionOf(c: Context<ApiEnv>, { cid: number, version }: z.infer<typeof versionParams>) {
  const own = await existingOwn(c, number)
  const found = await findVersion(c.var.api.database, own.cid, version)
  if (!found) throw new Problem(404, `There is no version ${version} of it, or it is older than the last hundred.`)
  const { cid: _, ...shown } = found
  return shown
}

/** What is known of every control, its policies and problems above all. */
async function knownControls(c: Context<ApiEnv>): Promise<ReadonlyMap<number, Control>> {
  return new Map((await listControls(c.var.api.database)).map((control) => [control.cid, control]))
}

async function detail(c: Context<ApiEnv>, number: number): Promise<z.infer<typeof ownControlDetailSchema>> {
  const own = (await findOwnControl(c.var.api.database, number)) ?? (await existingOwn(c, number))
  return { ...toOwnControl(own, (await knownControls(c)).get(number)), text: own.text }
}

function toOwnControl(own: StoredOwnControl, known: Control | undefined): z.infer<typeof ownControlSchema> {
  const { cid: number, version, copiedFrom, author, created, createdBy, updated, judged } = own
  const { slug, title, cloud, service, resources, criticality, policies, problems } = known ?? own.body
  return {
    ...{ cid: number, version, slug, title, cloud, service, resources, criticality, policies },
    ...(copiedFrom !== null && { copiedFrom }),
    ...{ author, created, createdBy, updated, evaluating: judged < version },
    ...(problems && { problems }),
  }
}
