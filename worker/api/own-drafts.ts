import { z } from '@hono/zod-openapi'
import { parse } from 'yaml'
import type { ControlFile } from '../../shared/control.ts'
import { copyText } from '../own-text.ts'
import { type ParameterValue, wrongValue } from '../parameter-values.ts'
import { findOwnControl } from '../store/own-controls.ts'
import { createOwn, existingOwn, takeOver, textOf } from './own-saving.ts'
import { checkedSchema, controlYaml, parameterValues, trialSchema } from './own-schemas.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { criticalitySchema } from './scalars.ts'

const tags = ['Own controls']
const params = z.object({ cid: z.coerce.number().int().min(1).max(4_294_967_295) })
const draft = z.strictObject({ text: controlYaml })
const yaml = {
  description: 'The file',
  content: {
    'application/yaml': { schema: z.looseObject({}).openapi({ description: 'The control, as files write it.' }) },
  },
}

const check = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/own-controls/check',
  summary: 'Say what is wrong with a control that is being written; nothing is stored',
  request: { body: body(draft) },
  responses: { 200: json(checkedSchema, 'Its problems, by line and column, and what its examples come to') },
})

const trial = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/own-controls/trial',
  summary: 'Judge what is known of the resources by a control that is being written; nothing is stored',
  description:
    'It stops after ten seconds and says how far it came. Examples that do not come out as they say do not keep a control from being tried.',
  refuses: { 429: 'Others are trying theirs' },
  request: { body: body(draft) },
  responses: { 200: json(trialSchema, 'What it says of them, or what is wrong with its text') },
})

const copy = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/controls/{cid}/copy',
  summary: 'Copy a control into one of one’s own, with another title, criticality or parameters',
  description:
    'The copy keeps the comments of the file. Its examples keep the parameters that they were written for, and figures in its title and evidence follow the parameters.',
  refuses: { 409: 'There are too many' },
  request: {
    params,
    body: body(
      z.strictObject({
        title: z.string().trim().min(1).max(150).optional(),
        criticality: criticalitySchema.optional(),
        parameters: parameterValues.optional(),
      }),
    ),
  },
  responses: { 201: json(z.object({ cid: z.int() }), 'The number of the copy') },
})

const file = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/controls/{cid}/file',
  summary: 'Any control as a file, built in or one’s own',
  request: { params },
  responses: { 200: yaml },
})

const ownFile = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/own-controls/{cid}/file',
  summary: 'A control of one’s own as a file',
  request: { params },
  responses: { 200: yaml },
})

export const ownDrafts = router()
  .openapi(check, async (c) => {
    const { problems, examples } = await c.var.api.engine.check(c.req.valid('json'))
    return c.json({ problems, examples }, 200)
  })
  .openapi(trial, async (c) => c.json(await c.var.api.engine.tryOut(c.req.valid('json')).catch(tooMany), 200))
  .openapi(copy, async (c) => {
    const { cid } = c.req.valid('param')
    const { parameters = {}, ...changes } = c.req.valid('json')
    const text = await textOf(c, cid)
    const wrong = wrongParameters(parameters, (parse(text) as ControlFile).parameters ?? {})
    if (wrong.length > 0) throw new Problem(400, wrong.map((one) => one.message).join(' '), { errors: wrong })
    const number = await createOwn(c, { text: copyText(text, { ...changes, parameters }), copiedFrom: cid })
    await takeOver(c)
    c.header('location', `/api/own-controls/${number}`)
    return c.json({ cid: number }, 201)
  })
  .openapi(file, async (c) => {
    const { cid } = c.req.valid('param')
    return toFile(await textOf(c, cid), `control-${cid}.yaml`) as never
  })
  .openapi(ownFile, async (c) => {
    const { cid } = c.req.valid('param')
    const own = (await findOwnControl(c.var.api.database, cid)) ?? (await existingOwn(c, cid))
    return toFile(own.text, `control-${cid}.yaml`) as never
  })

function tooMany(error: Error): never {
  if (error.name !== 'BusyError') throw error
  throw new Problem(429, error.message)
}

function wrongParameters(
  values: Readonly<Record<string, ParameterValue>>,
  known: NonNullable<ControlFile['parameters']>,
): { field: string; message: string }[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const standard = Object.hasOwn(known, name) ? known[name] : undefined
    const names = Object.keys(known).join(', ') || 'none'
    const wrong = standard ? wrongValue(value, standard.default) : `is no parameter of it; these are: ${names}`
    return wrong ? [{ field: `parameters.${name}`, message: `${name}: ${wrong}.` }] : []
  })
}

/** A browser saves it instead of showing it: it is what somebody wrote. */
const toFile = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
