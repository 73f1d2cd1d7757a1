import { nearest } from '../nearest.ts'
import { type Edit, editOf, rewrite } from './canonical.ts'
import { type Cursor, isAtEnd, Mistake, mistake, peek, skipSpace, take } from './cursor.ts'
import type { Parsed, Query, QueryList } from './query.ts'
import { readBare, readItem, readQuoted, type Written } from './read-value.ts'
import { type Place, type Resolved, resolve, wordsAt } from './resolve.ts'
import { anyOf, toQuery, toRange } from './to-query.ts'
import type { Token, Vocabulary } from './token.ts'
import { tokens } from './tokens.ts'

/** Bounds of a query: letters of its text, brackets within brackets, and values. */
export const bounds = { length: 2000, depth: 20, tests: 100 } as const

/** `now` is what relative dates count from; the rest makes names into what is stored. */
export type ParseOptions = Vocabulary & { readonly now: Date }

type Parser = Cursor & { readonly options: ParseOptions; readonly edits: Edit[]; tests: number; depth: number }

/** Reads a query on a list. An empty text asks for everything. Any text has an answer: a query, or what is wrong with it. */
export function parseQuery(text: string, list: QueryList, options: ParseOptions): Parsed {
  try {
    return parse(text, list, options)
  } catch (error) {
    if (error instanceof Mistake) return { problem: error.problem }
    throw error
  }
}

function parse(text: string, list: QueryList, options: ParseOptions): Parsed {
  if (text.length > bounds.length)
    return mistake(
      bounds.length,
      text.length,
      `A query has at most ${bounds.length} characters; this one has ${text.length}.`,
    )
  const odd = /[\p{Cc}\p{Cs}]/u.exec(text.replace(/[\t\r\n]/g, ' '))
  if (odd) return mistake(odd.index, odd.index + 1, 'There is a character here that is no text.')
  const parser: Parser = { text, at: 0, options, edits: [], tests: 0, depth: 0 }
  skipSpace(parser)
  if (isAtEnd(parser)) return { query: { kind: 'true' }, canonical: '' }
  const query = readOr(parser, { list })
  if (!isAtEnd(parser)) return mistake(parser.at, parser.at + 1, 'Expected and, or, or the end of the query.')
  return { query, canonical: rewrite(text, parser.edits) }
}

function readOr(parser: Parser, place: Place): Query {
  const of = [readAnd(parser, place)]
  while (takeWord(parser, 'or')) of.push(readAnd(parser, place))
  return anyOf(of)
}

function readAnd(parser: Parser, place: Place): Query {
  const of = [readNot(parser, place)]
  while (takeWord(parser, 'and')) of.push(readNot(parser, place))
  return of[0] && of.length === 1 ? of[0] : { kind: 'and', of }
}

function readNot(parser: Parser, place: Place): Query {
  let isNegated = false
  while (takeWord(parser, 'not')) isNegated = !isNegated
  const of = readOne(parser, place)
  skipSpace(parser)
  return isNegated ? { kind: 'not', of } : of
}

const words = { and: /and(?=[\s()]|$)\s*/iy, or: /or(?=[\s()]|$)\s*/iy, not: /not(?=[\s()]|$)\s*/iy } as const

function takeWord(parser: Parser, word: keyof typeof words): boolean {
  const { at } = parser
  if (!take(parser, words[word])) return false
  parser.edits.push({ start: at, end: at + word.length, text: word })
  return true
}

function readOne(parser: Parser, place: Place): Query {
  if (peek(parser, /\(/y)) return readBrackets(parser, place)
  const { at } = parser
  if (isAtEnd(parser) || peek(parser, /\)/y) || peek(parser, words.and) || peek(parser, words.or))
    return mistake(at, at + 1, 'Expected token:value, a word, or a bracket here.')
  return readNamed(parser, place) ?? readWords(parser, place)
}

function readBrackets(parser: Parser, place: Place): Query {
  const start = parser.at
  parser.at++
  if (++parser.depth > bounds.depth)
    mistake(start, start + 1, `Brackets stand in each other at most ${bounds.depth} deep.`)
  skipSpace(parser)
  const query = readOr(parser, place)
  if (parser.text[parser.at] !== ')') mistake(parser.at, parser.at + 1, 'Expected and, or, or a closing bracket.')
  parser.at++
  parser.depth--
  return query
}

/** A word, and what makes it a token. An ARN or an address is none. */
const named =
  /([\p{L}_][\p{L}\p{N}_.@/+-]*)(?:\s*(?<colon>[:=])(?!\/\/)\s*|\s+(?<list>in)\s*(?=\()|\s+is\s+(?<not>not\s+)?(?<empty>null)(?=[\s()]|$)|\s*(?=[<>]))/iuy

function readNamed(parser: Parser, place: Place): Query | undefined {
  const start = parser.at
  if (peek(parser, /arn:aws/iy)) return undefined
  const found = take(parser, named)
  if (!found) return undefined
  const word = found[1] ?? ''
  const known = resolve(word, place, parser.options)
  // Words that are looked for may hold an equals sign.
  if (!known && found.groups?.colon === '=') parser.at = start
  if (!known && parser.at === start) return undefined
  const resolved = known ?? unknown(start, word, place)
  parser.edits.push({ start, end: start + word.length, text: resolved.token.name })
  if (resolved.token.name.startsWith('mandate.')) demandMandates(parser, start)
  const { not, empty } = found.groups ?? {}
  if (empty !== undefined) return count(parser, start, isNull(resolved, not !== undefined))
  const isNested = resolved.token.kind === 'nested' || resolved.token.kind === 'any'
  if (found.groups?.colon && isNested && peek(parser, opening)) return readNested(parser, resolved, place)
  return readValue(parser, resolved, place, start)
}

/** A bracket that holds a query, not values. */
const opening =
  /\(\s*(?:\(|not(?=[\s(])|[\p{L}_][\p{L}\p{N}_.@/+-]*(?:\s*[:<>]|\s+in\s*\(|\s+is\s+(?:not\s+)?null(?=[\s)])))/iuy

/** Where no mandates are known, a question about them has no answer. */
function demandMandates(parser: Parser, start: number): void {
  if (!parser.options.mandates) mistake(start, parser.at, 'Mandates cannot be searched here.')
}

function isNull({ apply }: Resolved, isNegated: boolean): Query {
  const query = apply({ is: 'null' })
  return isNegated ? { kind: 'not', of: query } : query
}

function unknown(start: number, word: string, place: Place): never {
  const near = nearest(word, wordsAt(place))
  const ask = near ? `; did you mean ${near}?` : '.'
  return mistake(start, start + word.length, `There is no token ${word.slice(0, 60)} here${ask}`, near)
}

function readNested(parser: Parser, { token }: Resolved, place: Place): Query {
  const inner: Place = token.name === 'evaluation' ? { list: 'evaluations' } : { list: place.list, within: token.name }
  return { kind: 'nested', token: token.name, of: readBrackets(parser, inner) }
}

/** Counts a value, and answers what it became. */
function count(parser: Parser, start: number, query: Query): Query {
  if (++parser.tests > bounds.tests) mistake(start, parser.at, `A query has at most ${bounds.tests} values.`)
  return query
}

function readValue(parser: Parser, resolved: Resolved, place: Place, start: number): Query {
  const { now } = parser.options
  const direction = take(parser, /([<>]=?)\s*/y)?.[1]
  if (direction) return count(parser, start, compare(parser, resolved, direction, place))
  if (peek(parser, /[[(]/y)) return readSeveral(parser, resolved)
  if (peek(parser, words.and) || peek(parser, words.or))
    return mistake(
      parser.at,
      parser.at + 1,
      `Expected a value for ${resolved.token.name}; put a value that begins so into quotes.`,
    )
  return count(
    parser,
    start,
    toQuery(resolved, noted(parser, resolved, readQuoted(parser) ?? bare(parser, place)), now),
  )
}

/** The value, whose canonical form is noted. */
function noted(parser: Parser, { token }: Resolved, value: Written): Written {
  parser.edits.push(editOf(token, value))
  return value
}

const bare = (parser: Parser, place: Place): Written =>
  readBare(parser, (word) => resolve(word, place, parser.options) !== undefined)

/** `>=3` is a range with one end. */
function compare(parser: Parser, resolved: Resolved, direction: string, place: Place): Query {
  const value = noted(parser, resolved, readQuoted(parser) ?? bare(parser, place))
  if (value.text === '') return mistake(value.start, value.end, `Expected a value after ${direction}.`)
  const open: Written = { text: '', form: 'bare', start: value.start, end: value.end }
  const isInclusive = direction.endsWith('=')
  const ends = direction.startsWith('>') ? ([value, open] as const) : ([open, value] as const)
  return toRange(resolved, ends, [isInclusive, isInclusive], parser.options.now)
}

/** A range or a list, in either brackets. */
function readSeveral(parser: Parser, resolved: Resolved): Query {
  const start = parser.at
  const isInclusive = parser.text[parser.at++] === '['
  const first = readItem(parser)
  skipSpace(parser)
  if (!take(parser, /\.{2,3}(?!\.)/y)) return readList(parser, resolved, first, start, isInclusive ? ']' : ')')
  const last = readItem(parser)
  skipSpace(parser)
  const close = take(parser, /[\])]/y)?.[0]
  if (!close) return mistake(parser.at, parser.at + 1, 'Expected the end of the range, and ] or ) behind it.')
  for (const end of [first, last]) noted(parser, resolved, end)
  const range = toRange(resolved, [first, last], [isInclusive, close === ']'], parser.options.now)
  return count(parser, start, range)
}

function readList(parser: Parser, resolved: Resolved, first: Written, start: number, close: string): Query {
  const of = [count(parser, start, toQuery(resolved, noted(parser, resolved, first), parser.options.now))]
  while (take(parser, /\s*,/y))
    of.push(count(parser, start, toQuery(resolved, noted(parser, resolved, readItem(parser)), parser.options.now)))
  skipSpace(parser)
  if (parser.text[parser.at] !== close)
    return mistake(parser.at, parser.at + 1, `Expected a comma and another value, or ${close}.`)
  parser.at++
  return anyOf(of)
}

/** Words without a token: each of them, or what is in quotes, is looked for in the texts of the list. */
function readWords(parser: Parser, place: Place): Query {
  const start = parser.at
  if (place.within !== undefined) return mistake(start, start + 1, `Expected token:value within ${place.within}.`)
  const quoted = readQuoted(parser)
  if (quoted) {
    parser.edits.push(editOf(wordToken, quoted))
    return count(parser, start, anywhere(quoted, place, parser.options.now))
  }
  const { text } = bare(parser, place)
  const of = [...text.matchAll(/\S+/g)].map((word) => {
    const [from, to] = [start + word.index, start + word.index + word[0].length]
    const written: Written = { text: word[0], form: 'bare', start: from, end: to }
    parser.edits.push(editOf(wordToken, written))
    return count(parser, from, anywhere(written, place, parser.options.now))
  })
  return of[0] && of.length === 1 ? of[0] : { kind: 'and', of }
}

const wordToken: Token = { name: '', kind: 'text', description: '' }

function anywhere(value: Written, { list }: Place, now: Date): Query {
  const searched = tokens[list].filter(({ isSearched }) => isSearched)
  const texts = searched.map((token) =>
    toQuery(
      { token: { ...token, kind: 'text' }, apply: (test) => ({ kind: 'test', token: token.name, test }) },
      value,
      now,
    ),
  )
  const cid = list === 'controls' && /^\d{1,9}$/.test(value.text) ? [cidIs(Number(value.text))] : []
  return anyOf([...cid, ...texts])
}

const cidIs = (value: number): Query => ({ kind: 'test', token: 'control.id', test: { is: 'equal', value } })
