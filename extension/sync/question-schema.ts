import { z } from 'zod'
import { criticalities } from '../../shared/evaluation.ts'
import { clouds } from '../../shared/resource.ts'
import type { MessageKind, Messages } from './messages.ts'

z.config({ jitless: true })

const text = z.string().max(4096)
const cloud = z.enum(clouds)
const identity = z.object({
  cloud,
  account: z.string().max(500),
  region: text.optional(),
  type: text.optional(),
  id: text.optional(),
})
const nothing = z.object({})

/** What may be asked, kind by kind: a content script lives beside a page that may not be what it seems. */
export const questionSchemas: { readonly [K in MessageKind]: z.ZodType<Messages[K]['request']> } = {
  page: z.object({ identity: identity.nullable() }),
  whereAmI: nothing,
  lookup: z.object({ identity, texts: z.array(z.string()).max(50_000) }),
  details: z.object({ resourceId: text }),
  status: nothing,
  findings: z.object({
    text: z.string().max(500).optional(),
    cid: z.int().optional(),
    cloud: cloud.optional(),
    account: z.string().max(500).optional(),
    type: text.optional(),
    criticality: z.enum(criticalities).optional(),
    offset: z.int().min(0).optional(),
    limit: z.int().min(1).max(200).optional(),
  }),
  pair: z.object({ worker: text, token: text }),
  offer: z.object({ worker: text }),
  signIn: z.object({ worker: text }),
  unpair: nothing,
  sync: nothing,
  reevaluate: z.object({ resourceId: text, cid: z.int().optional() }),
  openPanel: z.object({ resourceId: text }),
  ownBadge: z.object({ isShown: z.boolean() }),
}
