import { nearest } from '../nearest.ts'
import { mistake } from './cursor.ts'
import { toSpan } from './dates.ts'
import { toNumber } from './passes.ts'
import type { Bound, Query, Test } from './query.ts'
import type { Written } from './read-value.ts'
import type { Resolved } from './resolve.ts'
import { fold, type Token } from './token.ts'

/** A token with a value, as a query. Throws `Mistake` where the value is none of its kind. */
export function toQuery(resolved: Resolved, value: Written, now: Date): Query {
  const { token, apply } = resolved
  if (value.form === 'bare' && value.text === '')
    return mistake(value.start, value.end, `Expected a value for ${token.name}.`)
  if (value.form === 'bare' && value.text === '*') return { kind: 'not', of: apply({ is: 'null' }) }
  return anyOf(testsOf(token, value, now).map(apply))
}

/** One of the queries; that one itself where it is alone. */
export const anyOf = (of: readonly Query[]): Query => (of[0] && of.length === 1 ? of[0] : { kind: 'or', of })

function testsOf(token: Token, value: Written, now: Date): readonly Test[] {
  const { text } = value
  switch (token.kind) {
    case 'number':
      return [{ is: 'equal', value: toNumber(text) ?? wrong(value, `Expected a number for ${token.name}.`) }]
    case 'date': {
      const { from, to } = toSpan(text, now) ?? wrong(value, dateExpected(token))
      return [{ is: 'range', from: { value: from, isInclusive: true }, to: { value: to, isInclusive: true } }]
    }
    case 'boolean':
      return [{ is: 'equal', value: toBoolean(text) ?? wrong(value, `Expected true or false for ${token.name}.`) }]
    case 'choice':
      return choicesOf(token, value)
    case 'nested':
      return wrong(value, `Expected ${token.name}:( … ) with what one ${token.name} must be.`)
    default:
      return textTests(token, value)
  }
}

function wrong({ start, end }: Written, message: string, suggestion?: string): never {
  return mistake(start, end, message, suggestion)
}

const dateExpected = ({ name }: Token) =>
  `Expected a date for ${name}, such as 2024-01-31, 2024-01-31T08:00Z, now or now-7d.`

function toBoolean(text: string): boolean | undefined {
  const word = fold(text)
  if (word === 'true' || word === 'yes' || word === '1') return true
  return word === 'false' || word === 'no' || word === '0' ? false : undefined
}

function choicesOf({ name, values = [], synonyms = {} }: Token, value: Written): readonly Test[] {
  const word = fold(value.text)
  const known = Object.hasOwn(synonyms, word) ? synonyms[word] : values.find((one) => fold(one) === word)
  if (known !== undefined) return [{ is: 'equal', value: known }]
  const pattern = value.form === 'bare' ? wildcard(value) : undefined
  const found = pattern ? values.filter((one) => isLike(pattern, one)) : []
  if (found.length > 0) return found.map((one) => ({ is: 'equal', value: one }))
  const near = nearest(value.text, values)
  return wrong(value, `Expected ${list(values)} for ${name}${near ? `; did you mean ${near}?` : '.'}`, near)
}

const list = (values: readonly string[]) =>
  `${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1)}`

type Wildcard = Extract<Test, { readonly is: 'prefix' | 'suffix' | 'contains' }>

function isLike({ is, text }: Wildcard, value: string): boolean {
  const [whole, part] = [fold(value), fold(text)]
  if (is === 'prefix') return whole.startsWith(part)
  return is === 'suffix' ? whole.endsWith(part) : whole.includes(part)
}

function textTests({ kind }: Token, value: Written): readonly Test[] {
  const { text, form } = value
  const pattern = form === 'bare' ? wildcard(value) : undefined
  // In a text of several words, the beginning of any of them counts.
  if (pattern?.is === 'prefix' && kind === 'text') return [pattern, { is: 'contains', text: ` ${pattern.text}` }]
  if (pattern) return [pattern]
  return [kind === 'text' && form !== 'exact' ? { is: 'contains', text } : { is: 'equal', value: text }]
}

/** What `win*`, `*dows` and `*ndow*` ask for. */
function wildcard(value: Written): Wildcard | undefined {
  const [, before, text = '', after] = /^(\**)([^*]*)(\**)$/.exec(value.text) ?? wildcardInside(value)
  if (!before && !after) return undefined
  if (before && after) return { is: 'contains', text }
  return before ? { is: 'suffix', text } : { is: 'prefix', text }
}

const wildcardInside = (value: Written) =>
  wrong(
    value,
    'A * may stand at the beginning or the end of a value only; put the value into quotes where it is meant.',
  )

/** The two ends of a range; an end that is empty or `*` is open. */
export function toRange(
  { token, apply }: Resolved,
  [from, to]: readonly [Written, Written],
  inclusive: readonly [boolean, boolean],
  now: Date,
): Query {
  if (token.kind !== 'number' && token.kind !== 'date' && token.kind !== 'any')
    return mistake(from.start, to.end, `${token.name} has no ranges: those are for numbers and dates.`)
  const test: Test = {
    is: 'range',
    ...bound('from', token, from, inclusive[0], now),
    ...bound('to', token, to, inclusive[1], now),
  }
  if (!test.from && !test.to) return { kind: 'not', of: apply({ is: 'null' }) }
  if (test.from && test.to && typeof test.from.value !== typeof test.to.value)
    return mistake(from.start, to.end, 'Both ends of a range are numbers, or both are dates.')
  return apply(test)
}

/** A day at an end of a range is meant whole: it is all within, or all without. */
function bound(
  side: 'from' | 'to',
  token: Token,
  written: Written,
  isInclusive: boolean,
  now: Date,
): { from?: Bound; to?: Bound } {
  const { text } = written
  if (written.form === 'bare' && (text === '' || text === '*')) return {}
  const number = token.kind === 'date' ? undefined : toNumber(text)
  if (number !== undefined) return { [side]: { value: number, isInclusive } }
  if (token.kind === 'number') return wrong(written, `Expected a number for ${token.name}.`)
  const span = toSpan(text, now) ?? wrong(written, dateExpected(token))
  return { [side]: { value: (side === 'from') === isInclusive ? span.from : span.to, isInclusive } }
}
