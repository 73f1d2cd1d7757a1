import { z } from 'zod'

/**
 * Control characters, separators of lines, and what turns the direction of writing around: with them a name could look
 * like another one, or like an entry of its own, where names are listed (https://www.unicode.org/reports/tr9/).
 */
const odd = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A name that a person gives: 1 to `most` characters on one line. */
export const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !odd.test(text), { error: 'Give one line of plain text.' })

/** A name from elsewhere as such a line, of `most` characters. */
export const toOneLine = (text: string, most: number): string =>
  text.replaceAll(new RegExp(odd, 'gu'), ' ').trim().slice(0, most)
