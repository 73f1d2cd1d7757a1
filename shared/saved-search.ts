import { z } from 'zod'
import { type QueryList, queryLists } from './query/query.ts'

/** A query that somebody keeps under a title, for themselves or for everybody. Times are ISO 8601 in UTC. */
export type SavedSearch = {
  readonly id: string
  readonly title: string
  /** The list that it searches. */
  readonly list: QueryList
  readonly query: string
  /** Whether everybody sees it. */
  readonly shared: boolean
  /** Whether it belongs to whoever asks, who alone may change it. */
  readonly mine: boolean
  /** Name of whom it belongs to. */
  readonly owner: string
  readonly created: string
  readonly updated: string
}

/** A title that people give to what they keep; no two of one person's are the same. */
export const keptTitle = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => text.isWellFormed(), 'This holds half a character: no Unicode.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'A title is one line, without control characters.')

/** The text of a query; whether it can be read is found out where its list is known. */
export const queryText = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((text) => text.isWellFormed(), 'This holds half a character: no Unicode.')

const fields = { title: keptTitle, query: queryText, shared: z.boolean() }

export const savedSearchDraft = z.strictObject({
  ...fields,
  list: z.enum(queryLists),
  shared: fields.shared.default(false),
})
export type SavedSearchDraft = z.infer<typeof savedSearchDraft>

/** What may be changed: everything but the list. */
export const savedSearchPatch = z.strictObject(fields).partial()
export type SavedSearchPatch = z.infer<typeof savedSearchPatch>
