import type { Query, QueryList, Test } from './query.ts'
import { fold, type Token, type Vocabulary } from './token.ts'
import { findToken, tagTokens, tokens } from './tokens.ts'

/** Where a word stands: in a list, or within a nested token. */
export type Place = { readonly list: QueryList; readonly within?: string }

/** A word in front of a colon: what it may be held against, and the query that a test on it becomes. */
export type Resolved = { readonly token: Token; readonly apply: (test: Test) => Query }

/** What the word means at this place; nothing where it is no token. */
export function resolve(word: string, { list, within }: Place, vocabulary: Vocabulary): Resolved | undefined {
  if (within?.startsWith('config.')) return ofElement(word, within)
  if (within === 'tag') return plain(findToken(tagTokens, word), vocabulary)
  return (
    plain(findToken(tokens[list], word), vocabulary) ??
    (list === 'resources' || list === 'evaluations' ? ofResource(word) : undefined) ??
    (list === 'resources' ? ofEvaluation(word, vocabulary) : undefined)
  )
}

/** Words that can stand here, for what is nearest to a mistaken one. */
export function wordsAt({ list, within }: Place): readonly string[] {
  if (within?.startsWith('config.')) return []
  const names = (some: readonly Token[]) => some.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  if (within === 'tag') return names(tagTokens)
  if (list === 'resources') return [...names(tokens.resources), ...names(tokens.evaluations)]
  return names(tokens[list])
}

function plain(token: Token | undefined, vocabulary: Vocabulary): Resolved | undefined {
  if (!token) return undefined
  const { name, expand } = token
  return { token, apply: (test) => (expand ? expand(test, vocabulary) : { kind: 'test', token: name, test }) }
}

/** `config.<path>`, `tag.<key>`, `tag.key` and `tag.value`. */
function ofResource(word: string): Resolved | undefined {
  const folded = fold(word)
  if (folded.startsWith('config.')) return field(`config.${word.slice('config.'.length)}`)
  if (!folded.startsWith('tag.')) return undefined
  const own = findToken(tagTokens, word)
  if (own) return inside('tag', own, (test) => ({ kind: 'test', token: own.name, test }))
  const key: Query = { kind: 'test', token: 'tag.key', test: { is: 'equal', value: word.slice('tag.'.length) } }
  const token: Token = { name: word, kind: 'keyword', description: '' }
  return inside('tag', token, (test) => ({ kind: 'and', of: [key, { kind: 'test', token: 'tag.value', test }] }))
}

/** A path's parts are names of fields; what has another form is not stored. */
const path = /^config(\.[\w-]+){1,12}$/

function field(name: string): Resolved | undefined {
  if (!path.test(name)) return undefined
  const token: Token = { name, kind: 'any', description: 'A field of the configuration.' }
  return { token, apply: (test) => ({ kind: 'test', token: name, test }) }
}

function ofElement(word: string, within: string): Resolved | undefined {
  return field(word.startsWith(`${within}.`) ? word : `${within}.${word}`)
}

/** In a list of resources, what is asked of an evaluation is asked of any one of the resource's. */
function ofEvaluation(word: string, vocabulary: Vocabulary): Resolved | undefined {
  const found = plain(findToken(tokens.evaluations, word), vocabulary)
  return found && inside('evaluation', found.token, found.apply)
}

/** Some element passes; `null`: none has such a value. */
function inside(parent: string, token: Token, of: (test: Test) => Query): Resolved {
  const some = (query: Query): Query => ({ kind: 'nested', token: parent, of: query })
  const apply = (test: Test): Query =>
    test.is === 'null' ? { kind: 'not', of: some(present(of, test)) } : some(of(test))
  return { token, apply }
}

/** What an element that has the value passes. Of the two parts that a tag's key and value are, the value's is turned. */
function present(of: (test: Test) => Query, test: Test): Query {
  const query = of(test)
  if (query.kind === 'and' && query.of.length === 2 && query.of[0] && query.of[1])
    return { kind: 'and', of: [query.of[0], { kind: 'not', of: query.of[1] }] }
  return { kind: 'not', of: query }
}
