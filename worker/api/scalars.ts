import { z } from '@hono/zod-openapi'
import { criticalities, results } from '../../shared/evaluation.ts'
import { clouds } from '../../shared/resource.ts'

/*
 * What the API answers with is described here and in the files *-schema.ts and *-schemas.ts, for its description and its
 * typed client. The types of `shared/` are the contract; a handler whose answer does not fit does not compile.
 */

/** A moment, as answers tell it. */
export const time = z.string().openapi({ format: 'date-time', example: '2026-01-01T00:00:00.000Z' })

/** How many of something. */
export const count = z.int().openapi({ minimum: 0 })

/** An object of any JSON; only described, not checked. */
export const jsonObject = z
  .custom<Record<string, z.core.util.JSONType>>()
  .openapi({ type: 'object', additionalProperties: true })

export const cloudSchema = z.enum(clouds)

export const criticalitySchema = z.enum(criticalities)

export const resultSchema = z.enum(results)

/** A whole number of a query, from 0 on; coercion would take an empty text for 0. */
export const fromZero = (about: { readonly description: string; readonly maximum?: number }) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'Expected a whole number from 0 on')
    .transform(Number)
    .refine((number) => about.maximum === undefined || number <= about.maximum, `Expected ${about.maximum} at most`)
    .openapi({ type: 'integer', minimum: 0, ...about })
