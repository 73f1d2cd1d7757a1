import type { InStatement, InValue } from '@libsql/client'

/**
 * Half a character (a surrogate without its other half) as `JSON.stringify` writes it. SQL that reads it out of JSON makes
 * text that is no UTF-8, and the native library ends the process when it hands that over.
 */
const half =
  /(?<=(?<!\\)(?:\\\\)*)(?:\\ud[89ab][\da-f]{2}(?!\\ud[c-f][\da-f]{2})|(?<!\\ud[89ab][\da-f]{2})\\ud[c-f][\da-f]{2})/gi

/** The statement with U+FFFD where an argument holds half a character. */
export function withWholeCharacters(statement: InStatement): InStatement {
  if (typeof statement === 'string' || statement.args === undefined) return statement
  const { args } = statement
  if (Array.isArray(args)) return { ...statement, args: args.map(whole) }
  return { ...statement, args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, whole(value)])) }
}

function whole(value: InValue): InValue {
  if (typeof value !== 'string') return value
  const text = value.isWellFormed() ? value : value.toWellFormed()
  return /\\ud/i.test(text) ? text.replace(half, '\ufffd') : text
}
