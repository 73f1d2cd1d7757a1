import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type ChannelDraft,
  type ChannelKind,
  type ChannelPatch,
  channelDraft,
  channelPatch,
} from '../../shared/notification.ts'
import { type ChannelSecrets, openChannel } from '../notify/deliver.ts'
import { newSecret } from '../notify/sign.ts'
import { deleteChannel, findChannel, listChannels, type StoredChannel, saveChannel } from '../store/notifications.ts'
import type { ApiEnv } from './context.ts'
import { channelSchema } from './notification-schemas.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Notifications']
const params = z.object({ id: z.string() })

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/notifications/channels',
  summary: 'Places that notifications go to, without their secrets',
  responses: { 200: json(z.object({ items: z.array(channelSchema).readonly() }), 'The channels') },
})

const create = route({
  access: 'administer',
  tags,
  method: 'post',
  path: '/notifications/channels',
  summary: 'Make a channel: a webhook, Slack, Microsoft Teams, or e-mail',
  description: [
    'A webhook is sent the message as JSON, with the header `Plumbline-Signature: t=SECONDS,v1=HEX`. HEX is the HMAC-SHA256 of `SECONDS.BODY` under the channel’s secret, which is made where none is given and answered this once. Check it on the bytes of the body as they came, compare in constant time, and refuse times that are more than five minutes off:',
    '',
    '```js',
    "const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(request.headers['plumbline-signature']) ?? []",
    "const expected = createHmac('sha256', secret).update(t + '.').update(body).digest()",
    "const isOurs = t !== undefined && Math.abs(Date.now() / 1000 - t) < 300 && timingSafeEqual(expected, Buffer.from(v1, 'hex'))",
    '```',
    '',
    'A message may come twice, with the same `id`. Slack: the address of an incoming webhook. Teams: that of a workflow that posts when a webhook request is received.',
  ].join('\n'),
  request: { body: body(channelDraft) },
  responses: {
    201: json(
      channelSchema.extend({
        secret: z.string().optional().openapi({ description: 'Of a webhook; it is shown this once.' }),
      }),
      'The channel',
    ),
  },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/notifications/channels/{id}',
  summary: 'One channel',
  request: { params },
  responses: { 200: json(channelSchema, 'The channel') },
})

const update = route({
  access: 'administer',
  tags,
  method: 'patch',
  path: '/notifications/channels/{id}',
  summary: 'Change a channel; secrets are replaced whole',
  request: { params, body: body(channelPatch) },
  responses: { 200: json(channelSchema, 'The channel as it is now') },
})

const remove = route({
  access: 'administer',
  tags,
  method: 'delete',
  path: '/notifications/channels/{id}',
  summary: 'Delete a channel with its deliveries',
  refuses: { 409: 'A rule uses it' },
  request: { params },
  responses: { 204: { description: 'Deleted' } },
})

const test = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/notifications/channels/{id}/test',
  summary: 'Send a test to a channel, and say whether it arrived',
  request: { params },
  responses: {
    200: json(
      z.object({
        sent: z.boolean(),
        reason: z.string().optional().openapi({ description: 'Why it was not sent, or not to all receivers.' }),
      }),
      'How it went',
    ),
  },
})

/** Where notifications go. They send data out of the house: who makes, changes or deletes a channel must administer. */
export const notificationChannels = router()
  .openapi(list, async (c) => c.json({ items: (await listChannels(c.var.api.database)).map(toShown) }, 200))
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const draft = c.req.valid('json')
    const parts = checked(c, secretsOf(draft))
    const [id, at] = [randomUUID(), clock().toISOString()]
    const more = draft.kind === 'email' ? { from: draft.from, to: draft.to } : {}
    const channel = { id, kind: draft.kind, name: draft.name, ...more, created: at, updated: at, ...seal(c, id, parts) }
    await saveChannel(database, channel)
    c.header('cache-control', 'no-store')
    return c.json({ ...toShown(channel), ...(parts.secret ? { secret: parts.secret } : {}) }, 201)
  })
  .openapi(read, async (c) => c.json(toShown(await find(c, c.req.valid('param').id)), 200))
  .openapi(update, async (c) => {
    const { database, clock, secrets } = c.var.api
    const channel = await find(c, c.req.valid('param').id)
    const patch = c.req.valid('json')
    refuseStrange(channel.kind, patch)
    const { url, secret, smtp, ...shown } = given(patch)
    const parts = checked(c, { ...openChannel(channel, secrets), ...given({ url, secret, smtp }) })
    const changed = { ...channel, ...shown, updated: clock().toISOString(), ...seal(c, channel.id, parts) }
    await saveChannel(database, changed)
    return c.json(toShown(changed), 200)
  })
  .openapi(remove, async (c) => {
    const { id } = await find(c, c.req.valid('param').id)
    const user = await deleteChannel(c.var.api.database, id)
    if (user !== undefined) throw new Problem(409, `The rule “${user}” uses this channel. Change the rule first.`)
    return c.body(null, 204)
  })
  .openapi(test, async (c) => {
    const channel = await find(c, c.req.valid('param').id)
    const reason = await c.var.api.notifier.test(channel)
    return c.json({ sent: reason === undefined, ...(reason === undefined ? {} : { reason }) }, 200)
  })

const toShown = ({ sealed: _, ...channel }: StoredChannel) => channel

async function find(c: Context<ApiEnv>, id: string): Promise<StoredChannel> {
  const channel = await findChannel(c.var.api.database, id)
  if (!channel) throw new Problem(404, 'There is no such channel.')
  return channel
}

function secretsOf(draft: ChannelDraft): ChannelSecrets {
  if (draft.kind === 'email') return { smtp: draft.smtp }
  return draft.kind === 'webhook' ? { url: draft.url, secret: draft.secret ?? newSecret() } : { url: draft.url }
}

function checked(c: Context<ApiEnv>, parts: ChannelSecrets): ChannelSecrets {
  const message = parts.url === undefined ? undefined : c.var.api.notifier.refusal(parts.url)
  if (message !== undefined) throw new Problem(400, `url: ${message}`, { errors: [{ field: 'url', message }] })
  return parts
}

const seal = (c: Context<ApiEnv>, id: string, parts: ChannelSecrets) => ({
  host: new URL(parts.url ?? parts.smtp ?? '').hostname,
  sealed: c.var.api.secrets.seal(JSON.stringify(parts), id),
})

const fields: Readonly<Record<ChannelKind, readonly (keyof ChannelPatch)[]>> = {
  webhook: ['name', 'url', 'secret'],
  slack: ['name', 'url'],
  teams: ['name', 'url'],
  email: ['name', 'smtp', 'from', 'to'],
}

function refuseStrange(kind: ChannelKind, patch: ChannelPatch): void {
  const strange = (Object.keys(patch) as (keyof ChannelPatch)[]).filter((field) => !fields[kind].includes(field))
  const errors = strange.map((field) => ({ field, message: 'This kind of channel has no such field.' }))
  if (errors.length > 0) throw new Problem(400, `${strange.join(', ')}: ${errors[0]?.message}`, { errors })
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
