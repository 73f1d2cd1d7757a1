import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deliveryStates, type NotificationRule, ruleDraft, rulePatch } from '../../shared/notification.ts'
import { listDeliveries } from '../store/notifications/outbox.ts'
import { createRule, deleteRule, findRule, listChannels, listRules, updateRule } from '../store/notifications.ts'
import type { ApiEnv } from './context.ts'
import { notificationChannels } from './notification-channels.ts'
import { deliverySchema, ruleSchema } from './notification-schemas.ts'
import { pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { readQuery } from './query-parameter.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Notifications']
const params = z.object({ id: z.string() })

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/notifications/rules',
  summary: 'What is told where',
  responses: { 200: json(z.object({ items: z.array(ruleSchema).readonly() }), 'The rules') },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/notifications/rules',
  summary: 'Make a rule: what changes from now on is told',
  description:
    '`digest` gathers: one message for each run of a connector (`run`), each hour, or each day at a time. A message counts all and lists at most 20. `criticality` and `query` narrow findings; other events are told whole.',
  request: { body: body(ruleDraft) },
  responses: { 201: json(ruleSchema, 'The rule') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/notifications/rules/{id}',
  summary: 'One rule',
  request: { params },
  responses: { 200: json(ruleSchema, 'The rule') },
})

const update = route({
  access: 'update',
  tags,
  method: 'patch',
  path: '/notifications/rules/{id}',
  summary: 'Change a rule, or switch it off or on',
  request: { params, body: body(rulePatch) },
  responses: { 200: json(ruleSchema, 'The rule as it is now') },
})

const remove = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/notifications/rules/{id}',
  summary: 'Delete a rule with what it has gathered',
  request: { params },
  responses: { 204: { description: 'Deleted' } },
})

const deliveries = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/notifications/deliveries',
  summary: 'Messages of the last 30 days, newest first: sent, waiting for another try, or given up',
  request: {
    query: z.strictObject({
      state: z.enum(deliveryStates).optional(),
      channel: z.string().max(100).optional().openapi({ description: 'Id of a channel.' }),
      rule: z.string().max(100).optional().openapi({ description: 'Id of a rule.' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json(pageOf(deliverySchema), 'A page of deliveries') },
})

const rules = router()
  .openapi(list, async (c) => c.json({ items: await listRules(c.var.api.database) }, 200))
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const draft = c.req.valid('json')
    await check(c, draft)
    return c.json(await find(c, await createRule(database, draft, clock())), 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    const { id } = await find(c, c.req.valid('param').id)
    const patch = c.req.valid('json')
    await check(c, patch)
    await updateRule(database, id, patch, clock())
    return c.json(await find(c, id), 200)
  })
  .openapi(remove, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    await deleteRule(c.var.api.database, id)
    return c.body(null, 204)
  })
  .openapi(deliveries, async (c) => {
    const { page, pageSize, ...filter } = c.req.valid('query')
    const found = await listDeliveries(c.var.api.database, filter, { page, pageSize })
    return c.json({ ...found, page, pageSize }, 200)
  })

/** Notifications: channels, rules and what was sent. */
export const notifications = router().route('/', notificationChannels).route('/', rules)

async function find(c: Context<ApiEnv>, id: string): Promise<NotificationRule> {
  const rule = await findRule(c.var.api.database, id)
  if (!rule) throw new Problem(404, 'There is no such rule.')
  return rule
}

/** That the query can be read and the channels are there. */
async function check(
  c: Context<ApiEnv>,
  { query, channels }: { readonly query?: string | undefined; readonly channels?: readonly string[] | undefined },
): Promise<void> {
  readQuery(c, 'evaluations', query)
  const known = new Set((await listChannels(c.var.api.database)).map(({ id }) => id))
  const index = channels?.findIndex((id) => !known.has(id)) ?? -1
  if (index === -1) return
  const error = { field: `channels.${index}`, message: 'There is no such channel.' }
  throw new Problem(400, `${error.field}: ${error.message}`, { errors: [error] })
}
