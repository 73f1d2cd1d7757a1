import { connectorListTokens, connectorTokens } from './connector-tokens.ts'
import { controlTokens } from './control-tokens.ts'
import { evaluationTokens } from './evaluation-tokens.ts'
import type { QueryList } from './query.ts'
import { resourceTokens } from './resource-tokens.ts'
import { fold, type Token } from './token.ts'

const evaluation: Token = {
  name: 'evaluation',
  aliases: ['evaluations'],
  kind: 'nested',
  description: 'One and the same evaluation: evaluation:(control.result:FAIL and control.criticality:HIGH).',
}

/** A list of controls knows what they are about. */
const ofControlsOnly: readonly Token[] = [
  ...resourceTokens
    .filter(({ name }) => name === 'cloud' || name === 'resource.type')
    .map((token) => (token.name === 'cloud' ? token : { ...token, description: 'Type of the resources it is about.' })),
  { name: 'control.description', aliases: ['description'], kind: 'text', description: 'What it evaluates, and why.' },
]

/** In an evaluation, and in what it is about, the service is the control's. */
const withoutService = resourceTokens.filter(({ name }) => name !== 'service.type')

/** The tokens of each list, in the order in which they are offered. Of two with the same word the first counts. */
export const tokens: Readonly<Record<QueryList, readonly Token[]>> = {
  resources: [...resourceTokens, ...connectorTokens, evaluation],
  evaluations: [...evaluationTokens, ...controlTokens, ...withoutService, ...connectorTokens],
  controls: [...withNames(controlTokens, { 'control.name': ['name'], 'control.id': ['id'] }), ...ofControlsOnly],
  connectors: connectorListTokens,
}

/** What the elements of a tag are asked for. */
export const tagTokens: readonly Token[] = [
  { name: 'tag.key', aliases: ['key'], kind: 'keyword', description: 'The key of a tag.' },
  { name: 'tag.value', aliases: ['value'], kind: 'keyword', description: 'The value of a tag.' },
]

function withNames(list: readonly Token[], names: Readonly<Record<string, readonly string[]>>): readonly Token[] {
  return list.map((token) => ({ ...token, aliases: [...(token.aliases ?? []), ...(names[token.name] ?? [])] }))
}

const indexes = new WeakMap<readonly Token[], ReadonlyMap<string, Token>>()

/** The token of a list that is called so, in any case. */
export function findToken(list: readonly Token[], word: string): Token | undefined {
  const known = indexes.get(list) ?? index(list)
  indexes.set(list, known)
  return known.get(fold(word))
}

function index(list: readonly Token[]): ReadonlyMap<string, Token> {
  const byWord = new Map<string, Token>()
  for (const token of [...list].reverse()) for (const alias of token.aliases ?? []) byWord.set(fold(alias), token)
  for (const token of [...list].reverse()) byWord.set(fold(token.name), token)
  return byWord
}
