import { z } from '@hono/zod-openapi'
import { clouds } from '../../shared/resource.ts'
import type { Scope } from '../store/lists/scope.ts'
import { Problem } from './problem.ts'

const text = z.string().trim().min(1).max(2048)

/** Query parameters of lists that can be narrowed to a part of the inventory. */
export const scopeQuery = {
  cloud: z.enum(clouds).optional(),
  account: text.optional().openapi({ description: 'AWS account id, Azure subscription id, GCP project id.' }),
  connector: text.optional().openapi({ description: 'Id of a connector.' }),
  region: text.optional(),
} satisfies Readonly<Record<keyof Scope, z.ZodType>>

/** The query parameter of lists that can be searched with the query language. */
export const searchQuery = {
  query: z.string().max(2000).optional().openapi({
    description: 'A query, such as `control.criticality:HIGH and region:eu-west-1`; see /query/suggest for its tokens.',
  }),
}

const pageSize = z.coerce.number().int().min(1).max(500).default(100)

/** Query parameters of lists that are told page by page, with a total. */
export const pageQuery = { page: z.coerce.number().int().min(1).max(100_000).default(1), pageSize }

/** Query parameters of lists too long for page numbers: the answer's `next` is the next page's `cursor`. */
export const cursorQuery = {
  cursor: z.string().max(4096).optional().openapi({ description: '`next` of the page before.' }),
  pageSize,
}

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item).readonly(), total: z.int(), page: z.int(), pageSize: z.int() })

export const cursorPageOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item).readonly(),
    next: z.string().optional().openapi({ description: 'Absent on the last page.' }),
    total: z.int().optional().openapi({ description: 'Absent where counting would take long.' }),
    atLeast: z.int().optional().openapi({ description: 'How many were counted, where `total` is absent.' }),
    searched: z.literal('part').optional().openapi({
      description: 'Searching further would take long: the items found so far, maybe none; `next` goes on from there.',
    }),
  })

type CursorPage<Item> = {
  readonly items: readonly Item[]
  readonly next?: readonly unknown[]
  readonly isPart?: true
  readonly total?: number
  readonly atLeast?: number
}

/** A page of the store as the API answers it. */
export const toCursorPage = <Item>({ items, next, isPart, total, atLeast }: CursorPage<Item>) => ({
  items,
  ...writeCursor(next),
  ...(total === undefined ? {} : { total }),
  ...(atLeast === undefined ? {} : { atLeast }),
  ...(isPart ? { searched: 'part' as const } : {}),
})

/** One page of a list that is whole in memory. */
export const cut = <Item>(items: readonly Item[], { page, pageSize }: { page: number; pageSize: number }) => ({
  items: items.slice((page - 1) * pageSize, page * pageSize),
  total: items.length,
  page,
  pageSize,
})

export const writeCursor = (place: readonly unknown[] | undefined): { next?: string } =>
  place ? { next: Buffer.from(JSON.stringify(place)).toString('base64url') } : {}

/** Reads a cursor of ours back; anything else is a bad request. */
export function readCursor<S extends z.ZodType>(cursor: string | undefined, schema: S): { after?: z.infer<S> } {
  if (cursor === undefined) return {}
  try {
    return { after: schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))) }
  } catch {
    const message = 'This is not the cursor of a page of this list.'
    throw new Problem(400, `cursor: ${message}`, { errors: [{ field: 'cursor', message }] })
  }
}
