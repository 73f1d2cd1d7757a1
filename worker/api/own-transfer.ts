import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { parse, stringify } from 'yaml'
import { firstOwnCid } from '../../shared/control.ts'
import { type PolicyFile, policyFile } from '../../shared/policy.ts'
import { type Cloud, clouds } from '../../shared/resource.ts'
import { listControls } from '../store/lists/controls.ts'
import { findOwnControl, listOwnControls, maxOwnControls } from '../store/own-controls.ts'
import { listOwnPolicies, maxOwnPolicies } from '../store/own-policies.ts'
import type { ApiEnv } from './context.ts'
import { createPolicy } from './own-policies.ts'
import { checked, createOwn, takeOver } from './own-saving.ts'
import { controlYaml, isText } from './own-schemas.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Own controls']
const path = z.string().max(200).refine(isText, 'This is no Unicode.')
const files = z
  .record(path, controlYaml)
  .openapi({ description: 'Path → text: `own/aws/900001.yaml`, and `own/aws/NAME.policy.yaml` for policies.' })

const exported = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls/export',
  summary:
    'All controls and policies of one’s own as files, to keep them elsewhere or to import them into another worker',
  responses: { 200: json(z.object({ files }), 'The files') },
})

const imported = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/own-controls/import',
  summary: 'Take in files that were exported; all of them are checked before the first is stored',
  description:
    'A control that is here already, under its number and with the same text, is left as it is. Any other one is given a new number, by which the imported policies then name it. A policy whose name is taken is refused.',
  refuses: { 409: 'A policy’s name is taken, or there are too many' },
  request: { body: body(z.strictObject({ files })) },
  responses: {
    201: json(
      z.object({
        controls: z
          .array(z.object({ path, cid: z.int(), isNew: z.boolean() }))
          .readonly()
          .openapi({ description: 'The number that each file’s control has here.' }),
        policies: z.array(z.string()).readonly().openapi({ description: 'Slugs.' }),
      }),
      'What was taken in',
    ),
  },
})

export const ownTransfer = router()
  .openapi(exported, async (c) => {
    const { database } = c.var.api
    const [controls, policies] = await Promise.all([listOwnControls(database), listOwnPolicies(database)])
    const texts = [
      ...controls.map(({ body: { cloud }, cid, text }) => [`own/${cloud}/${cid}.yaml`, text] as const),
      ...policies.map(({ slug, body: policy }) => [`${slug}.policy.yaml`, stringify(policy)] as const),
    ]
    return c.json({ files: Object.fromEntries(texts) }, 200)
  })
  .openapi(imported, async (c) => {
    const entries = Object.entries(c.req.valid('json').files)
    const controls = entries.filter(([file]) => !file.endsWith('.policy.yaml'))
    const policies = entries.filter(([file]) => file.endsWith('.policy.yaml')).map(readPolicy)
    await refuseTaken(c, policies)
    const clouds = new Map((await listControls(c.var.api.database)).map(({ cid, cloud }) => [cid, cloud]))
    const incoming: Incoming[] = []
    for (const [file, text] of controls) {
      const { cloud } = await checked(c, { text }, file)
      const one = await incomingOf(c, file, text)
      if (one.given !== undefined) clouds.set(one.given, cloud)
      incoming.push(one)
    }
    refuseTwins(incoming)
    await refuseTooMany(c, { controls: incoming.filter(({ isNew }) => isNew).length, policies: policies.length })
    for (const policy of policies) refuseLacking(policy, clouds)

    const taken: { path: string; cid: number; isNew: boolean }[] = []
    const numbers = new Map<number, number>()
    for (const { file, text, given, isNew } of incoming) {
      const cid = isNew ? await createOwn(c, { text }) : Number(given)
      if (given !== undefined) numbers.set(given, cid)
      taken.push({ path: file, cid, isNew })
    }
    await takeOver(c)
    for (const policy of policies) await createPolicy(c, renumbered(policy, numbers))
    if (policies.length > 0) await takeOver(c)
    return c.json({ controls: taken, policies: policies.map(({ slug }) => slug) }, 201)
  })

/** A control's file; `given` is the number that it bears. It is not new where that control is here with the same text. */
type Incoming = {
  readonly file: string
  readonly text: string
  readonly given: number | undefined
  readonly isNew: boolean
}

async function incomingOf(c: Context<ApiEnv>, file: string, text: string): Promise<Incoming> {
  const given = numberOf(text)
  const known = given === undefined ? undefined : await findOwnControl(c.var.api.database, given)
  return { file, text, given, isNew: known?.text !== text }
}

/** Of two files with one number nobody could tell which one a policy means. */
function refuseTwins(incoming: readonly Incoming[]): void {
  const files = Map.groupBy(incoming, ({ given }) => given)
  for (const [given, [, twin]] of files) {
    if (given === undefined || !twin) continue
    const message = `Another file has the number ${given}, too.`
    throw new Problem(400, `${twin.file}: ${message}`, { errors: [{ field: `files.${twin.file}`, message }] })
  }
}

async function refuseTooMany(c: Context<ApiEnv>, more: { readonly controls: number; readonly policies: number }) {
  const { database } = c.var.api
  const [controls, policies] = await Promise.all([listOwnControls(database), listOwnPolicies(database)])
  const sums = [
    ['controls', controls.length + more.controls, maxOwnControls],
    ['policies', policies.length + more.policies, maxOwnPolicies],
  ] as const
  for (const [things, sum, most] of sums) {
    if (sum > most) throw new Problem(409, `There would be ${sum} ${things} of your own, and ${most} is the most.`)
  }
}

type ImportedPolicy = { readonly slug: string; readonly cloud: Cloud; readonly body: PolicyFile }

function readPolicy([file, text]: readonly [file: string, text: string]): ImportedPolicy {
  const slug = file.replace(/\.policy\.yaml$/, '')
  const [, cloud] = /^own\/(\w+)\/[a-z0-9]+(?:-[a-z0-9]+)*$/.exec(slug) ?? []
  const isCloud = clouds.some((one) => one === cloud)
  const result = isCloud ? bounded.safeParse(parseYaml(text)) : undefined
  if (result?.success) return { slug, cloud: cloud as Cloud, body: result.data }
  const message = isCloud
    ? (result?.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`).join(' ')
    : 'A policy’s path is own/CLOUD/NAME.policy.yaml.'
  throw new Problem(400, `${file}: ${message}`, { errors: [{ field: `files.${file}`, message }] })
}

/** As a policy that is put together through the API. */
const bounded = policyFile.extend({
  title: z.string().trim().min(1).max(150).refine(isText, 'is no Unicode'),
  description: z.string().trim().max(2000).refine(isText, 'is no Unicode'),
  controls: z.array(z.int().positive()).min(1).max(2000),
})

/** Without aliases, which make a short text stand for a large one; `undefined` where it is no YAML. */
function parseYaml(text: string): unknown {
  if (text.length > 64 * 1024 || /[[{]\s*[[{]/.test(text)) return undefined
  try {
    return parse(text, { maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

function numberOf(text: string): number | undefined {
  const { cid } = (parse(text) ?? {}) as { readonly cid?: unknown }
  return typeof cid === 'number' && cid >= firstOwnCid ? cid : undefined
}

async function refuseTaken(c: Context<ApiEnv>, policies: readonly ImportedPolicy[]): Promise<void> {
  const known = new Set((await listOwnPolicies(c.var.api.database)).map(({ slug }) => slug))
  const taken = policies.filter(({ slug }) => known.has(slug)).map(({ slug }) => slug)
  if (taken.length > 0) throw new Problem(409, `There is a policy ${taken.join(', ')} already. Rename the file.`)
}

function refuseLacking({ slug, cloud, body: policy }: ImportedPolicy, known: ReadonlyMap<number, Cloud>): void {
  const { controls } = policy
  const twice = controls.find((cid, index) => controls.indexOf(cid) !== index)
  const lacking = controls.filter((cid) => known.get(cid) !== cloud)
  if (lacking.length === 0 && twice === undefined) return
  const message =
    lacking.length > 0
      ? `There is no control ${lacking.slice(0, 10).join(', ')} for ${cloud}.`
      : `${twice} is listed twice.`
  throw new Problem(400, `${slug}: ${message}`, { errors: [{ field: `files.${slug}.policy.yaml`, message }] })
}

const renumbered = (policy: ImportedPolicy, numbers: ReadonlyMap<number, number>): ImportedPolicy => ({
  ...policy,
  body: { ...policy.body, controls: policy.body.controls.map((cid) => numbers.get(cid) ?? cid) },
})
