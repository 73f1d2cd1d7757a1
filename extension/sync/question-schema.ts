import * as z from 'zod/mini'
import { criticalities } from '../../shared/evaluation.ts'
import { clouds } from '../../shared/resource.ts'
import type { MessageKind, Messages } from './messages.ts'

z.config({ jitless: true })

const text = z.string().check(z.maxLength(4096))
const account = z.string().check(z.maxLength(500))
const cloud = z.enum(clouds)
const identity = z.object({
  cloud,
  account,
  region: z.optional(text),
  type: z.optional(text),
  id: z.optional(text),
})
const nothing = z.object({})

/** What may be asked, kind by kind: a content script lives beside a page that may not be what it seems. */
export const questionSchemas: { readonly [K in MessageKind]: z.ZodMiniType<Messages[K]['request']> } = {
  page: z.object({ identity: z.nullable(identity) }),
  whereAmI: nothing,
  lookup: z.object({ identity, texts: z.array(z.string()).check(z.maxLength(50_000)) }),
  details: z.object({ resourceId: text }),
  status: nothing,
  findings: z.object({
    text: z.optional(account),
    cid: z.optional(z.int()),
    cloud: z.optional(cloud),
    account: z.optional(account),
    type: z.optional(text),
    criticality: z.optional(z.enum(criticalities)),
    offset: z.optional(z.int().check(z.minimum(0))),
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(200))),
  }),
  pair: z.object({ worker: text, token: text }),
  offer: z.object({ worker: text }),
  signIn: z.object({ worker: text }),
  unpair: nothing,
  sync: nothing,
  reevaluate: z.object({ resourceId: text, cid: z.optional(z.int()) }),
  openPanel: z.object({ resourceId: text }),
  ownBadge: z.object({ isShown: z.boolean() }),
}
