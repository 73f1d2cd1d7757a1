import type { Written } from './read-value.ts'
import { fold, type Token } from './token.ts'
import { quote } from './write-value.ts'

/** A part of a query's text, and how it would be written. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string }

/** A value as it would be written: the value that is stored, and quotes around what has spaces. */
export function editOf({ values = [], synonyms = {} }: Token, { text, form, start, end }: Written): Edit {
  const word = fold(text)
  const choice = Object.hasOwn(synonyms, word) ? synonyms[word] : values.find((one) => fold(one) === word)
  if (choice !== undefined) return { start, end, text: choice }
  if (form === 'exact') return { start, end, text: quote(text, '`') }
  const isPlain = form === 'bare' && !(/\s/.test(text) && !text.includes('*'))
  return { start, end, text: isPlain ? text : quote(text) }
}

/** The text with its edits; spaces between them become one, and those around colons and brackets none. */
export function rewrite(text: string, edits: readonly Edit[]): string {
  let at = 0
  let whole = ''
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    whole += tidy(text.slice(at, edit.start)) + edit.text
    at = edit.end
  }
  return (whole + tidy(text.slice(at))).trim()
}

/** What stands between edits: marks and spaces. */
const tidy = (between: string): string =>
  between
    .replace(/\s+/g, ' ')
    .replace(/(?<![<>])=/g, ':')
    .replace(/ ?([:,]) ?/g, '$1')
    .replace(/ ?\.{2,3} ?/g, ' .. ')
    .replace(/([[(]) /g, '$1')
    .replace(/ ([\])])/g, '$1')
