import { z } from '@hono/zod-openapi'
import { postureSchema } from './posture-schema.ts'
import { cloudSchema, count } from './scalars.ts'

const level = z.object({ controls: count, failures: count })

export const summarySchema = z
  .object({
    resources: count,
    evaluations: postureSchema,
    byCriticality: z.object({ HIGH: level, MEDIUM: level, LOW: level }),
    topControls: z.array(z.object({ cid: z.int(), fail: count })).readonly(),
    topAccounts: z.array(z.object({ cloud: cloudSchema, account: z.string(), fail: count })).readonly(),
  })
  .openapi('Summary')
