/** Graphemes that take two columns: East Asian wide ones and emoji (https://www.unicode.org/reports/tr11/). */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const plain = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter()

const widthOfGrapheme = (grapheme: string) => (/^[\p{M}\p{Cf}]+$/u.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1)

/** Columns that a clean text takes on a terminal. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += widthOfGrapheme(segment)
  return width
}

/** A clean text cut to so many columns, with an ellipsis where something was left out. */
export function shorten(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let width = 0
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    width += widthOfGrapheme(segment)
    if (width > columns - 1) break
    kept += segment
  }
  return columns < 1 ? '' : `${kept}…`
}

/** A clean text filled up with blanks to so many columns. */
export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - widthOf(text)))
