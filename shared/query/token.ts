import type { Query, Test } from './query.ts'

/**
 * What a token's values are, and so what may be asked of them. `text`: part of it matches. `keyword`: the whole of it, in any
 * case. `any`: a field of a configuration, text, number or truth. `nested`: elements with tokens of their own.
 */
export type TokenKind = 'text' | 'keyword' | 'number' | 'date' | 'boolean' | 'choice' | 'any' | 'nested'

/** A resource type as people name it. */
export type TypeName = {
  readonly type: string
  readonly label: string
  readonly code: string
  readonly service: string
}

/** A mandate with the controls of its requirements. */
export type MandateControls = {
  readonly slug: string
  readonly title: string
  readonly requirements: readonly { readonly id: string; readonly controls: readonly number[] }[]
}

/** What a parser is told of the data, so that names become what is stored. */
export type Vocabulary = { readonly types?: readonly TypeName[]; readonly mandates?: readonly MandateControls[] }

/** A word in front of a colon. */
export type Token = {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly kind: TokenKind
  /** One sentence for the list of completions. */
  readonly description: string
  /** Of a choice: its values, as stored. */
  readonly values?: readonly string[]
  /** Other words for values, in small letters. */
  readonly synonyms?: Readonly<Record<string, string>>
  /** A word that stands alone is looked for here. */
  readonly isSearched?: true
  /** For a token that is short for a query on others: that query. Throws nothing. */
  readonly expand?: (test: Test, vocabulary: Vocabulary) => Query
}

/** Capital A to Z in small letters, as SQLite's `lower` does it; other letters are compared as they are. */
export const fold = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
