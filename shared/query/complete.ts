import { namesOf } from './names.ts'
import type { Writing } from './place-at.ts'
import { fold, type Token, type Vocabulary } from './token.ts'
import { tagTokens, tokens } from './tokens.ts'
import { writeValue } from './write-value.ts'

/** Something that could be written next: it takes the place of what was begun. */
export type Completion = {
  readonly text: string
  readonly kind: 'token' | 'value' | 'word'
  readonly description?: string
  /** Resources that have the value, where that is known. */
  readonly count?: number
}

/** What can be completed without looking at what is stored. */
export function complete(writing: Writing, vocabulary: Vocabulary): readonly Completion[] {
  const { value, part, isBehind } = writing
  if (value) return value.resolved ? valuesOf(value.resolved.token, unquoted(part), vocabulary) : []
  const words = isBehind ? ['and', 'or'].filter((one) => one.startsWith(fold(part))) : []
  if (isBehind) return words.map((text) => ({ text: `${text} `, kind: 'word' }))
  return tokensFor(writing).map(({ name, kind, description }) => ({
    text: kind === 'nested' ? `${name}:(` : `${name}:`,
    kind: 'token',
    description,
  }))
}

/** The beginning of a value without the mark that opens it. */
export const unquoted = (part: string): string => part.replace(/^["']/, '').trimStart()

/** Tokens that begin so, then those that are also called so, then those that have it within. */
function tokensFor({ place, part }: Writing): readonly Token[] {
  const asked = fold(part)
  const ranked = tokensAt(place).map((token) => ({ token, rank: rankOf(token, asked) }))
  return ranked
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ token }) => token)
}

function rankOf({ name, aliases = [] }: Token, asked: string): number {
  if (fold(name).startsWith(asked)) return 0
  if (aliases.some((alias) => fold(alias).startsWith(asked))) return 1
  return fold(name).includes(asked) ? 2 : 3
}

function tokensAt({ list, within }: Writing['place']): readonly Token[] {
  if (within === 'tag') return tagTokens
  if (within) return []
  if (list !== 'resources') return tokens[list]
  const own = new Set(tokens.resources.map(({ name }) => name))
  return [...tokens.resources, ...tokens.evaluations.filter(({ name }) => !own.has(name))]
}

const dates: readonly (readonly [text: string, description: string])[] = [
  ['>now-1d', 'In the last 24 hours'],
  ['>now-7d', 'In the last 7 days'],
  ['>now-30d', 'In the last 30 days'],
  ['<now-90d', 'More than 90 days ago'],
]

function valuesOf(token: Token, part: string, vocabulary: Vocabulary): readonly Completion[] {
  if (token.kind === 'date')
    return part === '' ? dates.map(([text, description]) => ({ text, kind: 'value', description })) : []
  return named(token, vocabulary)
    .filter(({ value, names }) => [value, ...(names ?? [])].some((name) => fold(name).includes(fold(part))))
    .map(({ value, description }) => ({
      text: writeValue(value),
      kind: 'value',
      ...(description ? { description } : {}),
    }))
}

type Named = { readonly value: string; readonly description?: string; readonly names?: readonly string[] }

/** Values that are known by their names, not by what is stored. */
function named(token: Token, { types = [], mandates = [] }: Vocabulary): readonly Named[] {
  if (token.kind === 'boolean') return [{ value: 'true' }, { value: 'false' }]
  if (token.kind === 'choice') return (token.values ?? []).map((value) => ({ value }))
  if (token.name === 'resource.type')
    return types.map((type) => ({ value: type.type, description: type.label, names: namesOf(type) }))
  if (token.name === 'service.type')
    return [...new Set(types.map(({ service }) => service))].sort().map((value) => ({ value }))
  if (token.name === 'mandate.name') return mandates.map(({ title }) => ({ value: title }))
  if (token.name !== 'mandate.requirement') return []
  return mandates.flatMap(({ slug, title, requirements }) =>
    requirements.map(({ id }) => ({ value: `${slug} ${id}`, description: title })),
  )
}
