import { z } from 'zod'
import { type Criticality, criticalities } from './evaluation.ts'
import { reportSchedule } from './report.ts'

/** What can be told of. */
export const notificationEvents = [
  'new failure',
  'reopened',
  'fixed',
  'connector state',
  'report run',
  'exception ended',
] as const
export type NotificationEvent = (typeof notificationEvents)[number]

export const channelKinds = ['webhook', 'slack', 'teams', 'email'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** Findings that a message lists; the others are a number. */
export const mostListed = 20

const name = z.string().trim().min(1).max(100)
const url = z
  .url({ protocol: /^https?$/, hostname: /./, error: 'Give an address that begins with https://.' })
  .max(2048)
const smtp = z
  .url({
    protocol: /^smtps?$/,
    hostname: /./,
    error: 'Give an address such as smtps://user:password@smtp.example.com:465.',
  })
  .max(2048)
const address = z.email({ error: 'This is not an e-mail address.' }).max(254)
const to = z.array(address).min(1).max(20)
/** With which a receiver checks a webhook's signature. */
const secret = z.string().regex(/^[\w+/=-]{24,200}$/, { error: 'A secret has 24 to 200 letters, digits or +/=-_.' })

/** A place that messages go to. What is secret of it is written and never read: `url`, `smtp`, `secret`. */
export const channelDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), name, url, secret: secret.optional() }),
  z.strictObject({ kind: z.literal('slack'), name, url }),
  z.strictObject({ kind: z.literal('teams'), name, url }),
  z.strictObject({ kind: z.literal('email'), name, smtp, from: address, to }),
])
export type ChannelDraft = z.infer<typeof channelDraft>

export const channelPatch = z.strictObject({
  name: name.optional(),
  url: url.optional(),
  secret: secret.optional(),
  smtp: smtp.optional(),
  from: address.optional(),
  to: to.optional(),
})
export type ChannelPatch = z.infer<typeof channelPatch>

/** A channel as it is shown. */
export type Channel = {
  readonly id: string
  readonly kind: ChannelKind
  readonly name: string
  /** Host of the address that messages are sent to. */
  readonly host: string
  readonly from?: string
  readonly to?: readonly string[]
  readonly created: string
  readonly updated: string
}

/** When messages go out: at the end of each run, or gathered by the hour or the day. */
export const digestSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('run') }),
  z.strictObject({ every: z.literal('hour') }),
  reportSchedule.options[0],
])
export type Digest = z.infer<typeof digestSchema>

/** What is told where. `criticality` is the least one; it and `query` narrow findings, not the other events. */
export const ruleDraft = z.strictObject({
  name,
  events: z.array(z.enum(notificationEvents)).min(1).max(notificationEvents.length),
  criticality: z.enum(criticalities).default('LOW'),
  query: z.string().trim().max(2000).default(''),
  channels: z.array(z.string().min(1).max(100)).min(1).max(10),
  digest: digestSchema.default({ every: 'run' }),
  enabled: z.boolean().default(true),
})
export type RuleDraft = z.infer<typeof ruleDraft>

const { shape } = ruleDraft
export const rulePatch = z.strictObject({
  name: name.optional(),
  events: shape.events.optional(),
  criticality: z.enum(criticalities).optional(),
  query: z.string().trim().max(2000).optional(),
  channels: shape.channels.optional(),
  digest: digestSchema.optional(),
  enabled: z.boolean().optional(),
})
export type RulePatch = z.infer<typeof rulePatch>

export type NotificationRule = RuleDraft & {
  readonly id: string
  readonly created: string
  readonly updated: string
}

/** A finding in a message. `link` leads to the resource on its console. */
export type ToldFinding = {
  readonly cid: number
  readonly title: string
  readonly criticality: Criticality
  readonly resourceId: string
  readonly resourceName: string
  readonly type: string
  readonly account: string
  readonly region: string
  readonly link?: string
}

/** What a message says of one event: how many there are, and the first of them. */
export type Section = {
  readonly event: NotificationEvent
  readonly total: number
  /** Of findings. */
  readonly byCriticality?: Readonly<Record<Criticality, number>>
  readonly findings?: readonly ToldFinding[]
  /** Of other events: one sentence each. */
  readonly notes?: readonly string[]
}

/** What goes to a channel; to a webhook as it is. The id is the same at every try. */
export type NotificationMessage = {
  readonly id: string
  readonly type: 'notification' | 'test'
  /** When it was put together; ISO 8601 in UTC. */
  readonly at: string
  readonly rule?: { readonly id: string; readonly name: string }
  readonly sections: readonly Section[]
}

export const deliveryStates = ['queued', 'sent', 'given up'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** A message on its way to a channel. */
export type Delivery = {
  readonly id: string
  readonly state: DeliveryState
  readonly rule?: { readonly id: string; readonly name: string }
  readonly channel: { readonly id: string; readonly name: string; readonly kind: ChannelKind }
  /** The message's first line. */
  readonly subject: string
  readonly created: string
  readonly tries: number
  /** When it is tried again. */
  readonly next?: string
  readonly sent?: string
  readonly error?: string
}
