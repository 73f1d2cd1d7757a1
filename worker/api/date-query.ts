import { z } from '@hono/zod-openapi'
import { type DateRange, isTimeZone, namedRanges, toDateRange } from '../../shared/date-range.ts'
import { Problem } from './problem.ts'

/** Query parameters that narrow a list to a range of dates. */
export const dateQuery = {
  range: z
    .string()
    .max(80)
    .optional()
    .openapi({
      description: `One of ${namedRanges.join(', ')}, or FROM..TO: days (both are part of it) or times with an offset; one end may be left out.`,
      example: 'last30days',
    }),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'This is no time zone of the IANA database, such as Europe/Berlin.')
    .default('UTC')
    .openapi({ description: 'IANA time zone whose days are meant.' }),
}

type Values = { readonly range?: string | undefined; readonly timeZone?: string | undefined }

/** The instants that the parameters mean; one that has not come yet is no end. Throws a Problem for what is no range. */
export function readRange({ range, timeZone = 'UTC' }: Values, now: Date): DateRange | undefined {
  if (range === undefined) return undefined
  const found = toDateRange(range, { timeZone, now })
  if (!found) {
    const message = `Give one of ${namedRanges.join(', ')}, or FROM..TO such as 2026-01-01..2026-01-31.`
    throw new Problem(400, `range: ${message}`, { errors: [{ field: 'range', message }] })
  }
  const { from, to } = found
  const isPast = to !== undefined && to <= now.toISOString()
  return { ...(from === undefined ? {} : { from }), ...(isPast ? { to } : {}) }
}
