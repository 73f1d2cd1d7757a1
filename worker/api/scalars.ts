import { z } from '@hono/zod-openapi'

/** A moment, as answers tell it. */
export const time = z.string().openapi({ format: 'date-time', example: '2026-01-01T00:00:00.000Z' })

/** How many of something. */
export const count = z.int().openapi({ minimum: 0 })
