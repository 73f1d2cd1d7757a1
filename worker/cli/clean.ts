/**
 * Control characters of both sets, with which a name could move the cursor, change colours or retitle the window (ECMA-48);
 * separators of lines and paragraphs; and what turns the direction of writing around, so that a name reads as another one
 * (https://www.unicode.org/reports/tr9/).
 */
const steering = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A text from outside as one line of plain text: what steers a terminal is shown as `�`. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(steering, '�')

/** The same for a text of several lines. */
export const cleanLines = (text: string): string =>
  text.toWellFormed().replace(steering, (character) => (/[\n\t]/.test(character) ? character : '�'))
