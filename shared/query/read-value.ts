import { type Cursor, isAtEnd, mistake, peek, skipSpace, take } from './cursor.ts'

/** A value as it was written; `exact` in backticks. `start` and `end` are its place in the text. */
export type Written = {
  readonly text: string
  readonly form: 'bare' | 'quoted' | 'exact'
  readonly start: number
  readonly end: number
}

/** Closing mark of each opening one; the curly ones come with texts that were pasted. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '‘': '’',
  '’': '’',
  '`': '`',
}

/** A value in quotes or backticks; a backslash before the closing mark, or another one, lets it stand for itself. */
export function readQuoted(cursor: Cursor): Written | undefined {
  const start = cursor.at
  const open = cursor.text[start] ?? ''
  const close = Object.hasOwn(quotes, open) ? quotes[open] : undefined
  if (close === undefined) return undefined
  let text = ''
  for (let at = start + 1; at < cursor.text.length; at++) {
    const [letter = '', next] = [cursor.text[at], cursor.text[at + 1]]
    if (letter === close) {
      cursor.at = at + 1
      return { text, form: open === '`' ? 'exact' : 'quoted', start, end: cursor.at }
    }
    const isEscape = letter === '\\' && (next === close || next === '\\')
    text += isEscape ? next : letter
    if (isEscape) at++
  }
  return mistake(start, cursor.text.length, `The value that begins with ${open} has no closing ${close}.`)
}

/** `and`, `or` or the end of what holds the value. */
const ends = /\s+(?:and|or)(?=[\s()]|$)|\s*$/iy

/** A word that has a colon behind it. */
const label = /\s+([A-Za-z][\w.]*)\s*:/y

/**
 * A value without quotes: up to the next `and`, `or`, closing bracket that is not its own, or the end. A known token with its
 * colon cannot be a part of it: there an `and` was forgotten.
 */
export function readBare(cursor: Cursor, isToken: (word: string) => boolean): Written {
  const start = cursor.at
  let depth = 0
  while (!isAtEnd(cursor)) {
    const letter = cursor.text[cursor.at] ?? ''
    if (letter === ')' && depth === 0) break
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (/\s/.test(letter)) {
      if (depth === 0 && peek(cursor, ends)) break
      refuseToken(cursor, isToken)
      take(cursor, /\s+/y)
      continue
    }
    cursor.at++
  }
  const text = cursor.text.slice(start, cursor.at).trimEnd()
  // Manuals of the CloudView write `control.result:{FAIL}`.
  return { text: text.replace(/^\{([^{}]*)\}$/, '$1'), form: 'bare', start, end: start + text.length }
}

function refuseToken(cursor: Cursor, isToken: (word: string) => boolean): void {
  const word = peek(cursor, label)?.[1]
  if (word === undefined || !isToken(word)) return
  const start = cursor.at + (peek(cursor, /\s+/y)?.[0].length ?? 0)
  mistake(start, start + word.length, `Expected "and" or "or" before ${word}; put a value that holds it into quotes.`)
}

/** What ends an item of a range or of a list. */
const item = /(?:(?!\.\.)[^,[\]()"'`])+/y

/** One end of a range, or one item of a list; an empty one where nothing is written. */
export function readItem(cursor: Cursor): Written {
  skipSpace(cursor)
  const quoted = readQuoted(cursor)
  if (quoted) return quoted
  const start = cursor.at
  const text = (take(cursor, item)?.[0] ?? '').trimEnd()
  return { text, form: 'bare', start, end: start + text.length }
}
