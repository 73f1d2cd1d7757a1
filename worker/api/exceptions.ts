import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { exceptionActions, exceptionKinds, exceptionStates } from '../../shared/exception.ts'
import { exceptionDraft, exceptionPatch, exceptionPreview } from '../../shared/exception-draft.ts'
import { endProblem } from '../../shared/exception-end.ts'
import type { ShownException } from '../store/exceptions/columns.ts'
import { listExceptions } from '../store/exceptions/list.ts'
import { previewExceptions } from '../store/exceptions/preview.ts'
import { resolveTargets, TargetError, type TargetRow } from '../store/exceptions/resolve.ts'
import { settleExceptions } from '../store/exceptions/settle.ts'
import {
  changeException,
  createExceptions,
  findException,
  findSame,
  historyOf,
  withdrawException,
} from '../store/exceptions.ts'
import type { ApiEnv } from './context.ts'
import { pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { resourceRefSchema } from './resource-schemas.ts'
import { body, json, route, router } from './route.ts'
import { resultSchema, time } from './scalars.ts'

const tags = ['Exceptions']
const params = z.object({ id: z.string() })
const day = 86_400_000

const words = { reason: z.string(), owner: z.string(), ends: time.optional(), state: z.enum(exceptionStates) }

const exceptionSchema = z
  .object({
    id: z.string(),
    cid: z.int(),
    title: z.string().optional().openapi({ description: 'Of the control; absent where it is no more.' }),
    kind: z.enum(exceptionKinds),
    target: z.union([
      z.object({ resource: z.object({ id: z.string(), name: z.string(), account: z.string() }) }),
      z.object({ tag: z.object({ key: z.string(), value: z.string().optional() }) }),
      z.object({ account: z.string() }),
    ]),
    ...words,
    created: time,
    createdBy: z.string(),
    updated: time,
    holds: z.int().openapi({ description: 'Evaluations that it holds for now.' }),
  })
  .openapi('Exception')

const items = z.object({ items: z.array(exceptionSchema).readonly() })

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/exceptions',
  summary: 'Exceptions, newest first',
  request: {
    query: z.strictObject({
      state: z
        .enum([...exceptionStates, 'ended'])
        .optional()
        .openapi({ description: '`ended`: expired or withdrawn.' }),
      cid: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
      kind: z.enum(exceptionKinds).optional(),
      owner: z.string().trim().min(1).max(200).optional(),
      expiringWithin: z.coerce
        .number()
        .int()
        .min(0)
        .max(3660)
        .optional()
        .openapi({ description: 'Days: active ones that end by then, the one that ends first on top.' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json(pageOf(exceptionSchema), 'A page of exceptions') },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/exceptions',
  summary: 'Accept findings of a control: of some resources, of all with a tag, or of an account',
  description:
    'Each of `resourceIds` gets an exception of its own; all are made, or none. `accepted risk` and `verified by hand` need an end within two years. While it holds, a FAIL counts as excepted; one that is `verified by hand` holds for UNKNOWN, too.',
  refuses: { 409: 'There is an active one of this kind for the same' },
  request: { body: body(exceptionDraft) },
  responses: {
    201: json(
      items,
      'The exceptions; they hold already, of tens of thousands of evaluations the last ones within minutes',
    ),
  },
})

const preview = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/exceptions/preview',
  summary: 'How many evaluations an exception would hold for, and the first of them',
  request: { body: body(exceptionPreview) },
  responses: {
    200: json(
      z.object({
        evaluations: z.int(),
        excepted: z.int().openapi({ description: 'Of them, those for which another exception holds already.' }),
        items: z.array(resourceRefSchema.extend({ result: resultSchema })).readonly(),
      }),
      'What it would hold for',
    ),
  },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/exceptions/{id}',
  summary: 'One exception, with the number of evaluations that it holds for',
  request: { params },
  responses: { 200: json(exceptionSchema, 'The exception') },
})

const history = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/exceptions/{id}/history',
  summary: 'Who made, changed and ended an exception, and what was before and after',
  request: { params },
  responses: {
    200: json(
      z.object({
        items: z
          .array(
            z.object({
              at: time,
              by: z.string().optional().openapi({ description: 'Absent where it ended by itself.' }),
              action: z.enum(exceptionActions),
              before: z.object(words).optional(),
              after: z.object(words),
            }),
          )
          .readonly(),
      }),
      'The steps, the oldest first',
    ),
  },
})

const update = route({
  access: 'update',
  tags,
  method: 'patch',
  path: '/exceptions/{id}',
  summary: 'Change the reason, the owner or the end of an active exception',
  refuses: { 409: 'It has ended' },
  request: { params, body: body(exceptionPatch) },
  responses: { 200: json(exceptionSchema, 'The exception as it is now') },
})

const withdraw = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/exceptions/{id}',
  summary: 'Withdraw an exception: its findings count again, and it stays readable',
  request: { params },
  responses: { 204: { description: 'Withdrawn, or ended before' } },
})

/** Accepted findings: see `shared/exception.ts`. */
export const exceptions = router()
  .openapi(list, async (c) => {
    const { database, clock } = c.var.api
    const { page, pageSize, expiringWithin, ...filter } = c.req.valid('query')
    const ends = expiringWithin === undefined ? {} : { endsBefore: new Date(clock().getTime() + expiringWithin * day) }
    const found = await listExceptions(database, { ...filter, ...ends }, { page, pageSize })
    return c.json({ ...found, page, pageSize }, 200)
  })
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const draft = c.req.valid('json')
    refuseEnd(endProblem(draft.kind, draft.ends, clock()))
    const targets = await targetsOf(c, draft)
    const [same] = await findSame(database, draft, targets)
    if (same) throw new Problem(409, `There is an exception of this kind already, ${same}. Change that one.`)
    const made = await createExceptions(database, draft, { targets, by: c.var.actor.name, now: clock() })
    return c.json({ items: made }, 201)
  })
  .openapi(preview, async (c) => {
    const draft = c.req.valid('json')
    const { cid, kind } = draft
    const targets = await targetsOf(c, draft)
    return c.json(await previewExceptions(c.var.api.database, cid, { kind, targets }), 200)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(history, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    return c.json({ items: await historyOf(c.var.api.database, id) }, 200)
  })
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    // One whose end has come has ended, though nobody has looked yet.
    await settleExceptions(database, clock())
    const exception = await find(c, c.req.valid('param').id)
    const patch = c.req.valid('json')
    if (patch.ends !== undefined) refuseEnd(endProblem(exception.kind, patch.ends, clock()))
    const isChanged =
      exception.state === 'active' &&
      (await changeException(database, exception, { ...patch, by: c.var.actor.name, now: clock() }))
    if (!isChanged) throw new Problem(409, 'This exception has ended. Make a new one.')
    return c.json(await find(c, exception.id), 200)
  })
  .openapi(withdraw, async (c) => {
    const { database, clock } = c.var.api
    const exception = await find(c, c.req.valid('param').id)
    await withdrawException(database, exception, { by: c.var.actor.name, now: clock() })
    return c.body(null, 204)
  })

async function find(c: Context<ApiEnv>, id: string): Promise<ShownException> {
  const exception = await findException(c.var.api.database, id)
  if (!exception) throw new Problem(404, 'There is no such exception.')
  return exception
}

async function targetsOf(
  c: Context<ApiEnv>,
  draft: Parameters<typeof resolveTargets>[1],
): Promise<readonly TargetRow[]> {
  try {
    return await resolveTargets(c.var.api.database, draft)
  } catch (error) {
    if (error instanceof TargetError) throw badField(error.field, error.message)
    throw error
  }
}

function refuseEnd(message: string | undefined): void {
  if (message !== undefined) throw badField('ends', message)
}

const badField = (field: string, message: string) =>
  new Problem(400, `${field}: ${message}`, { errors: [{ field, message }] })
