import { z } from '@hono/zod-openapi'
import { count } from './scalars.ts'

export const postureSchema = z
  .object({
    pass: count,
    fail: count,
    unknown: count,
    excepted: count.openapi({ description: 'Failing ones for which an exception holds.' }),
  })
  .openapi('Posture')
