/** The lists that can be searched, each with tokens of its own. */
export const queryLists = ['resources', 'evaluations', 'controls', 'connectors'] as const
export type QueryList = (typeof queryLists)[number]

export type Value = string | number | boolean

/** One end of a range; times are ISO 8601 in UTC, and already counted from the moment of asking. */
export type Bound = { readonly value: string | number; readonly isInclusive: boolean }

/** What a value is held against; texts are compared without regard to the case of letters. */
export type Test =
  | { readonly is: 'null' }
  /** The whole value. */
  | { readonly is: 'equal'; readonly value: Value }
  /** These words next to each other, in this order, anywhere in the value. */
  | { readonly is: 'contains'; readonly text: string }
  /** The value begins, or ends, so. */
  | { readonly is: 'prefix' | 'suffix'; readonly text: string }
  | { readonly is: 'range'; readonly from?: Bound; readonly to?: Bound }

/**
 * A parsed query over the rows of a list. Tokens are known and stand under their own names; `in` lists have become `or`. A
 * row has any number of values for a token: a test holds when one of them passes, `null` when there are none, and `not`
 * is plain negation. `nested` asks that one and the same element (a tag, a rule) passes all that stands in it.
 */
export type Query =
  | { readonly kind: 'true' | 'false' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'test'; readonly token: string; readonly test: Test }
  | { readonly kind: 'nested'; readonly token: string; readonly of: Query }

/** What is wrong with a query's text: where (in UTF-16 units), and what was expected there, in one sentence. */
export type QueryProblem = {
  readonly start: number
  readonly end: number
  readonly message: string
  /** The nearest known token or value, where one is near. */
  readonly suggestion?: string
}

/** A query, with its text as it would be written with full names; or what is wrong. */
export type Parsed = { readonly query: Query; readonly canonical: string } | { readonly problem: QueryProblem }
