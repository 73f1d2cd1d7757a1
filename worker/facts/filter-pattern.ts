/** What one comparison of a filter pattern asks of a property. */
export type FilterOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'EXISTS'
  | 'NOT EXISTS'
  | 'IS NULL'
  | 'IS TRUE'
  | 'IS FALSE'

/** `path` is the property below `$`: `userIdentity.type`. In a `value` the character `*` stands for any text. */
export type FilterTerm = {
  readonly path: string
  readonly operator: FilterOperator
  readonly value?: string
  /** The value is a regular expression, which is not judged here. */
  readonly isRegex?: true
}

export type FilterTree = { readonly all: readonly FilterTree[] } | { readonly any: readonly FilterTree[] } | FilterTerm

/** CloudWatch Logs allows 1,024 characters. */
const longest = 4096
const deepest = 60

/**
 * The condition of a filter pattern for JSON events, `{ ($.a = b) && … }`, as a tree; `undefined` for patterns of text and
 * for what is not understood. Never throws; && binds more than ||.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(text: string): FilterTree | undefined {
  const trimmed = text.trim()
  if (trimmed.length > longest || !trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined
  const tokens = tokenise(trimmed.slice(1, -1))
  if (!tokens) return undefined
  const state: State = { tokens, at: 0, depth: 0 }
  const tree = disjunction(state)
  return state.at === tokens.length ? tree : undefined
}

type Token = { readonly kind: 'sign' | 'path' | 'word' | 'quoted' | 'regex'; readonly text: string }
type State = { readonly tokens: readonly Token[]; at: number; depth: number }

const signs = /\s*(&&|\|\||!=|<=|>=|[()=<>])/y
const paths = /\s*\$((?:\.?[\w:@/-]+|\.?\[(?:'[^']*'|"[^"]*"|\d+|\*)\])+)/y
const quoted = /\s*"((?:[^"\\]|\\.)*)"/y
const regexes = /\s*%((?:[^%\\]|\\.)*)%/y
const words = /\s*([^\s(){}"&|]+)/y
const kinds = [
  ['quoted', quoted],
  ['regex', regexes],
  ['sign', signs],
  ['path', paths],
  ['word', words],
] as const

function tokenise(text: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  const end = text.trimEnd().length
  while (at < end) {
    const next = kinds.map(([kind, pattern]) => [kind, matchAt(pattern, text, at)] as const).find(([, found]) => found)
    const [kind, found] = next ?? []
    if (!kind || !found) return undefined
    tokens.push({ kind, text: found[1] ?? '' })
    at += found[0].length
  }
  return tokens
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function disjunction(state: State): FilterTree | undefined {
  const parts = series(state, '||', conjunction)
  return parts && (parts.length === 1 ? parts[0] : { any: parts })
}

function conjunction(state: State): FilterTree | undefined {
  const parts = series(state, '&&', unit)
  return parts && (parts.length === 1 ? parts[0] : { all: parts })
}

function series(state: State, sign: string, part: (state: State) => FilterTree | undefined) {
  const parts: FilterTree[] = []
  do {
    const tree = part(state)
    if (!tree) return undefined
    parts.push(tree)
  } while (takeSign(state, sign))
  return parts
}

function unit(state: State): FilterTree | undefined {
  if (!takeSign(state, '(')) return term(state)
  if (++state.depth > deepest) return undefined
  const inner = disjunction(state)
  state.depth--
  return takeSign(state, ')') ? inner : undefined
}

function term(state: State): FilterTree | undefined {
  const path = take(state, ({ kind }) => kind === 'path')
  if (!path) return undefined
  const name = pathOf(path.text)
  const comparison = take(state, ({ kind, text }) => kind === 'sign' && /^(=|!=|<=?|>=?)$/.test(text))
  if (!comparison) return statement(state, name)
  const value = take(state, ({ kind }) => kind === 'word' || kind === 'quoted' || kind === 'regex')
  if (!value) return undefined
  const operator = comparison.text as FilterOperator
  if (value.kind === 'regex') return { path: name, operator, value: value.text, isRegex: true }
  return { path: name, operator, value: value.kind === 'quoted' ? value.text.replace(/\\(.)/g, '$1') : value.text }
}

function statement(state: State, path: string): FilterTerm | undefined {
  const [first, second] = [word(state, 0), word(state, 1)]
  if (first === 'EXISTS') {
    state.at += 1
    return { path, operator: 'EXISTS' }
  }
  const operator = statements.find((one) => one === `${first} ${second}`)
  if (!operator) return undefined
  state.at += 2
  return { path, operator }
}

const statements = ['NOT EXISTS', 'IS NULL', 'IS TRUE', 'IS FALSE'] as const

const word = ({ tokens, at }: State, ahead: number) => {
  const token = tokens[at + ahead]
  return token?.kind === 'word' ? token.text.toUpperCase() : undefined
}

/** `.userIdentity.['type']` → `userIdentity.type`. */
const pathOf = (text: string) => text.replace(/\.?\[(['"])([^'"]*)\1\]/g, '.$2').replace(/^\./, '')

function take(state: State, isWanted: (token: Token) => boolean): Token | undefined {
  const token = state.tokens[state.at]
  if (!token || !isWanted(token)) return undefined
  state.at++
  return token
}

const takeSign = (state: State, sign: string) => take(state, ({ kind, text }) => kind === 'sign' && text === sign)
