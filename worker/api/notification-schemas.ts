import { z } from '@hono/zod-openapi'
import { criticalities } from '../../shared/evaluation.ts'
import { channelKinds, deliveryStates, ruleDraft } from '../../shared/notification.ts'
import { time } from './scalars.ts'

export const channelSchema = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    name: z.string(),
    host: z.string().openapi({ description: 'Of the address, which itself is secret.' }),
    from: z.string().optional(),
    to: z.array(z.string()).readonly().optional(),
    created: time,
    updated: time,
  })
  .openapi('NotificationChannel')

const { shape } = ruleDraft

export const ruleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    events: shape.events,
    criticality: z.enum(criticalities).openapi({ description: 'The least one of findings.' }),
    query: z.string().openapi({ description: 'On evaluations: findings that pass it are told.' }),
    channels: z.array(z.string()).readonly().openapi({ description: 'Ids of channels.' }),
    digest: shape.digest.unwrap(),
    enabled: z.boolean(),
    created: time,
    updated: time,
  })
  .openapi('NotificationRule')

export const deliverySchema = z
  .object({
    id: z.string(),
    state: z.enum(deliveryStates).openapi({
      description:
        '`queued`: it is tried again at `next`. `given up`: the tries of a day have failed, or some receivers of an e-mail were refused for good while the others have got it.',
    }),
    rule: z.object({ id: z.string(), name: z.string() }).optional(),
    channel: z.object({ id: z.string(), name: z.string(), kind: z.enum(channelKinds) }),
    subject: z.string(),
    created: time,
    tries: z.int(),
    next: time.optional(),
    sent: time.optional(),
    error: z
      .string()
      .optional()
      .openapi({ description: 'Why the last try failed: of an e-mail, which receivers are without it.' }),
  })
  .openapi('NotificationDelivery')
