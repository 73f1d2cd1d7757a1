import type { QueryList } from './query.ts'
import { type Place, type Resolved, resolve } from './resolve.ts'
import type { Vocabulary } from './token.ts'

/** What is being written at a cursor: the part from `start` to the cursor is `part`, and would be replaced. */
export type Writing = {
  readonly start: number
  readonly part: string
  readonly place: Place
  /** The token whose value is being written, as it was written; a token or a word where absent. */
  readonly value?: { readonly word: string; readonly resolved: Resolved | undefined }
  /** A part of the query ends before the cursor: `and` or `or` comes next. */
  readonly isBehind: boolean
}

const word = String.raw`[\p{L}_][\p{L}\p{N}_.@/+-]*`
const plain = String.raw`(?:(?!\s(?:and|or)\s)[^"'${'`'}()[\],:])*`

/** A token, its colon, items of a list that are whole, and the beginning of a value in quotes or without. */
const value = new RegExp(
  String.raw`(?<=^|[\s(])(?<word>${word})\s*(?::\s*(?:[[(](?:[^[\]()]*,)?\s*)?|\s+in\s*\((?:[^()]*,)?\s*)(?<part>"[^"]*|'[^']*|${plain})$`,
  'iu',
)

/** What is being written at the end of a text. */
export function placeAt(text: string, list: QueryList, vocabulary: Vocabulary): Writing {
  const place = enclosing(text, list, vocabulary)
  const found = value.exec(text)
  const { word: token = '', part = '' } = found?.groups ?? {}
  // A bracket behind the colon may hold values: the token stands before it.
  const outer = enclosing(text.slice(0, found?.index), list, vocabulary)
  const resolved = token === '' ? undefined : resolve(token, outer, vocabulary)
  if (token !== '' && resolved?.token.kind !== 'nested')
    return { start: text.length - part.length, part, place: outer, value: { word: token, resolved }, isBehind: false }
  const typed = /[\p{L}\p{N}_.@/+-]*$/u.exec(text)?.[0] ?? ''
  const before = text.slice(0, text.length - typed.length)
  const isBehind = before.trim() !== '' && /\s$/.test(before) && !/(?:[(:]|(?:^|[\s(])(?:and|or|not))\s*$/i.test(before)
  return { start: before.length, part: typed, place, isBehind }
}

/** The nested token whose bracket is open at the end of the text. */
function enclosing(text: string, list: QueryList, vocabulary: Vocabulary): Place {
  const open: Place[] = [{ list }]
  const parts = new RegExp(String.raw`"[^"]*"|'[^']*'|(?:(${word})\s*:\s*)?\(|\)`, 'gu')
  for (const [part, token] of text.matchAll(parts)) {
    const place = open.at(-1) ?? { list }
    if (part === ')' && open.length > 1) open.pop()
    if (part.endsWith('(')) open.push(token ? inside(token, place, vocabulary) : place)
  }
  return open.at(-1) ?? { list }
}

function inside(word: string, place: Place, vocabulary: Vocabulary): Place {
  const token = resolve(word, place, vocabulary)?.token
  if (token?.name === 'evaluation') return { list: 'evaluations' }
  return token?.kind === 'nested' || token?.kind === 'any' ? { list: place.list, within: token.name } : place
}
