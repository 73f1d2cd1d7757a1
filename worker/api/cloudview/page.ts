import { z } from '@hono/zod-openapi'
import type { ApiVersion } from './version.ts'

/** Most rows of a page; a client that asks for more gets these, and reads the answer's `size`. */
const largest = 1000
/** Where the client says nothing, which is common. */
const usual = 100

/** Scripts send parameters that they have no value for as `pageNo=`. */
const parameter = (what: string, least: number) =>
  z.preprocess(
    (sent) => (sent === '' ? undefined : sent),
    z.coerce
      .number({ error: `${what} is a whole number.` })
      .int(`${what} is a whole number.`)
      .min(least, `${what} is ${least} or more.`)
      .max(10_000_000)
      .optional(),
  )

/** Query parameters of every paged list. */
export const pageQuery = {
  pageNo: parameter('pageNo', 0).openapi({
    type: 'integer',
    description: 'The first page is 0; under /rest/1.5 it is 1, and 0 is taken for 1.',
  }),
  pageSize: parameter('pageSize', 1).openapi({
    description: `${usual} where not given; more than ${largest} is answered with ${largest}.`,
  }),
}

type Asked = { readonly pageNo?: number | undefined; readonly pageSize?: number | undefined }

/** A page by its number from 0, whichever way it was asked for. */
export type Page = { readonly number: number; readonly size: number; readonly offset: number }

export function pageOf(version: ApiVersion, { pageNo, pageSize = usual }: Asked): Page {
  const size = Math.min(pageSize, largest)
  const number = version === '1.5' ? Math.max((pageNo ?? 1) - 1, 0) : (pageNo ?? 0)
  return { number, size, offset: number * size }
}

/** The items of one page, out of a list that is whole in memory. */
export const cut = <Item>(items: readonly Item[], { offset, size }: Page): readonly Item[] =>
  items.slice(offset, offset + size)

const sort = { sorted: false, unsorted: true, empty: true }

/**
 * The envelope around one page: nine keys under 1.5, Spring's whole page under v1. Beyond the last page it is empty.
 * https://docs.spring.io/spring-data/commons/docs/current/api/org/springframework/data/domain/PageImpl.html
 */
export function envelope<Item>(version: ApiVersion, content: readonly Item[], total: number, page: Page) {
  const { number, size, offset } = page
  const totalPages = Math.ceil(total / size)
  const counts = {
    last: number + 1 >= totalPages,
    totalPages,
    totalElements: total,
    first: number === 0,
    numberOfElements: content.length,
    size,
    number,
  }
  if (version === '1.5') return { content, ...counts, sort: null }
  const pageable = { sort, pageSize: size, pageNumber: number, offset, paged: true, unpaged: false }
  return { content, pageable, ...counts, sort, empty: content.length === 0 }
}

const sortSchema = z.object({ sorted: z.boolean(), unsorted: z.boolean(), empty: z.boolean() })
const counts = {
  last: z.boolean(),
  totalPages: z.int(),
  totalElements: z.int(),
  first: z.boolean(),
  numberOfElements: z.int(),
  size: z.int(),
  number: z.int().openapi({ description: 'Counted from 0 in every version.' }),
}
const pageableSchema = z.object({
  ...{ sort: sortSchema, pageSize: z.int(), pageNumber: z.int(), offset: z.int() },
  ...{ paged: z.boolean(), unpaged: z.boolean() },
})

/** The envelope's description. */
export const envelopeOf = (version: ApiVersion, item: z.ZodType): z.ZodType =>
  version === '1.5'
    ? z.object({ content: z.array(item), ...counts, sort: z.null() })
    : z.object({ content: z.array(item), pageable: pageableSchema, ...counts, sort: sortSchema, empty: z.boolean() })
