import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { queryLists } from '../../shared/query/query.ts'
import { type SavedSearch, savedSearchDraft, savedSearchPatch } from '../../shared/saved-search.ts'
import {
  changeSearch,
  countSearches,
  deleteSearch,
  findSearch,
  insertSearch,
  listSearches,
  mostSearches,
  type StoredSearch,
} from '../store/saved-searches.ts'
import type { ApiEnv } from './context.ts'
import { isMine, isVisible, refuseDeletion, refuseOthers, whoseFilter, whoseQuery } from './keeping.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { readQuery } from './query-parameter.ts'
import { body, json, route, router } from './route.ts'
import { time } from './scalars.ts'

const tags = ['Saved searches']
const own = { access: 'read', tags } as const
const params = z.object({ id: z.string().max(100) })

const searchSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    list: z.enum(queryLists).openapi({ description: 'The list that it searches.' }),
    query: z.string(),
    shared: z.boolean().openapi({ description: 'Whether everybody sees it.' }),
    mine: z.boolean().openapi({ description: 'Whether you can change it.' }),
    owner: z.string().openapi({ description: 'Name of whom it belongs to.' }),
    created: time,
    updated: time,
  })
  .openapi('SavedSearch')

const list = route({
  ...own,
  method: 'get',
  path: '/searches',
  summary: 'Saved searches: your own, and those that others share',
  refuses: { 403: 'Only those who administer see everybody’s' },
  request: { query: z.strictObject({ list: z.enum(queryLists).optional(), ...whoseQuery, ...pageQuery }) },
  responses: { 200: json(pageOf(searchSchema), 'The searches, by list and title') },
})

const create = route({
  ...own,
  method: 'post',
  path: '/searches',
  summary: 'Save a search under a title',
  refuses: { 409: 'You have one of this title, or too many' },
  request: { body: body(savedSearchDraft) },
  responses: { 201: json(searchSchema, 'The search') },
})

const read = route({
  ...own,
  method: 'get',
  path: '/searches/{id}',
  summary: 'One saved search',
  request: { params },
  responses: { 200: json(searchSchema, 'The search') },
})

const update = route({
  ...own,
  method: 'patch',
  path: '/searches/{id}',
  summary: 'Rename, change, share or unshare a search of yours',
  refuses: { 403: 'It is somebody else’s', 409: 'You have one of this title' },
  request: { params, body: body(savedSearchPatch) },
  responses: { 200: json(searchSchema, 'The search as it is now') },
})

const remove = route({
  ...own,
  method: 'delete',
  path: '/searches/{id}',
  summary: 'Delete a search of yours; those who administer may delete any',
  refuses: { 403: 'It is somebody else’s' },
  request: { params },
  responses: { 204: { description: 'Deleted' } },
})

/** Saved searches: see `shared/saved-search.ts`. */
export const savedSearches = router()
  .openapi(list, async (c) => {
    const { whose, list: of, ...page } = c.req.valid('query')
    const found = await listSearches(c.var.api.database, { ...whoseFilter(c, whose), list: of })
    const { items, ...figures } = cut(found, page)
    return c.json({ ...figures, items: items.map((search) => tell(c, search)) }, 200)
  })
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const { owner, name } = c.var.actor
    const draft = c.req.valid('json')
    readQuery(c, draft.list, draft.query)
    if ((await countSearches(database, owner)) >= mostSearches) {
      throw new Problem(409, `You have ${mostSearches} saved searches. Delete one first.`)
    }
    const id = randomUUID()
    if (!(await insertSearch(database, { ...draft, id, owner, ownerName: name }, clock()))) throw taken(draft.title)
    c.header('location', `/api/searches/${id}`)
    return c.json(tell(c, await find(c, id)), 201)
  })
  .openapi(read, async (c) => c.json(tell(c, await find(c, c.req.valid('param').id)), 200))
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    const patch = c.req.valid('json')
    const search = await find(c, c.req.valid('param').id)
    refuseOthers(c, search, 'Save one of your own.')
    readQuery(c, search.list, patch.query)
    if (!(await changeSearch(database, { ...patch, id: search.id }, clock()))) throw taken(patch.title ?? search.title)
    return c.json(tell(c, await find(c, search.id)), 200)
  })
  .openapi(remove, async (c) => {
    const search = await find(c, c.req.valid('param').id)
    refuseDeletion(c, search)
    await deleteSearch(c.var.api.database, search.id)
    return c.body(null, 204)
  })

async function find(c: Context<ApiEnv>, id: string): Promise<StoredSearch> {
  const search = await findSearch(c.var.api.database, id)
  if (!search || !isVisible(c, search)) throw new Problem(404, 'There is no such saved search.')
  return search
}

function tell(c: Context<ApiEnv>, search: StoredSearch): SavedSearch {
  const { owner: _, ownerName, ...told } = search
  return { ...told, mine: isMine(c, search), owner: ownerName }
}

const taken = (title: string) =>
  new Problem(409, `You have a saved search “${title}” for this list already. Give this one another title.`)
