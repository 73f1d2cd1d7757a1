import { z } from 'zod'

/**
 * A time with its offset from UTC, such as `example`. What lies outside the years 0000 to 9999 in UTC is refused: written
 * with a sign and six digits (https://tc39.es/ecma262/#sec-expanded-years), it would not sort among the others as text.
 */
export const utcTime = (example: string) => {
  const error = `Give a time such as ${example}.`
  return z.iso.datetime({ offset: true, error }).refine((text) => !isBeyond(new Date(text).getUTCFullYear()), { error })
}

/** Not so for what is no time at all, of which is told already. */
const isBeyond = (year: number): boolean => year < 0 || year > 9999
