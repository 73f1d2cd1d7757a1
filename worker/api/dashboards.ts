import { z } from '@hono/zod-openapi'
import { builtInDashboard, builtInId } from '../../shared/built-in-dashboard.ts'
import {
  type Dashboard,
  type DashboardHead,
  dashboardDraft,
  dashboardPatch,
  type Widget,
} from '../../shared/dashboard.ts'
import { keptTitle } from '../../shared/saved-search.ts'
import {
  changeDashboard,
  deleteDashboard,
  findDashboard,
  findDefault,
  listDashboards,
  saveDefault,
} from '../store/dashboards.ts'
import {
  changeable,
  checkWidgets,
  dashboardHeadSchema,
  dashboardSchema,
  existing,
  freeTitle,
  keepDashboard,
  readDashboard,
  taken,
  tellHead,
} from './dashboard-keeping.ts'
import { refuseDeletion, whoseFilter, whoseQuery } from './keeping.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'

const tags = ['Dashboards']
const own = { access: 'read', tags } as const
const params = z.object({ id: z.string().max(100).openapi({ description: '`default`: the built-in one.' }) })
const others = 'It is somebody else’s'

const list = route({
  ...own,
  method: 'get',
  path: '/dashboards',
  summary: 'Dashboards: the built-in one, your own, and those that others share',
  refuses: { 403: 'Only those who administer see everybody’s' },
  request: { query: z.strictObject({ ...whoseQuery, ...pageQuery }) },
  responses: { 200: json(pageOf(dashboardHeadSchema), 'The dashboards; one of them is your default') },
})

const create = route({
  ...own,
  method: 'post',
  path: '/dashboards',
  summary: 'Make a dashboard',
  description: 'Widgets stand on a grid of 12 columns, none over another. A widget’s query is one of its list’s.',
  refuses: { 409: 'You have one of this title, or too many' },
  request: { body: body(dashboardDraft) },
  responses: { 201: json(dashboardSchema, 'The dashboard') },
})

const read = route({
  ...own,
  method: 'get',
  path: '/dashboards/{id}',
  summary: 'One dashboard with its widgets',
  request: { params },
  responses: { 200: json(dashboardSchema, 'The dashboard') },
})

const update = route({
  ...own,
  method: 'patch',
  path: '/dashboards/{id}',
  summary: 'Change a dashboard of yours: its title, its widgets and their layout, or who sees it',
  refuses: { 403: others, 409: 'The title is taken, it is built in, or it was changed meanwhile' },
  request: { params, body: body(dashboardPatch) },
  responses: { 200: json(dashboardSchema, 'The dashboard as it is now') },
})

const remove = route({
  ...own,
  method: 'delete',
  path: '/dashboards/{id}',
  summary: 'Delete a dashboard of yours; those who administer may delete any',
  refuses: { 403: others, 409: 'It is built in' },
  request: { params },
  responses: { 204: { description: 'Deleted; whose default it was sees the built-in one first' } },
})

const duplicate = route({
  ...own,
  method: 'post',
  path: '/dashboards/{id}/duplicate',
  summary: 'Make a dashboard of your own from one that you see',
  refuses: { 409: 'You have one of this title, or too many' },
  request: { params, body: body(z.strictObject({ title: keptTitle.optional() })) },
  responses: { 201: json(dashboardSchema, 'The new dashboard; a number follows the old title where none is given') },
})

const choose = route({
  ...own,
  method: 'put',
  path: '/dashboards/{id}/default',
  summary: 'Choose the dashboard that you see first',
  request: { params },
  responses: { 204: { description: 'Chosen' } },
})

/** Dashboards: see `shared/dashboard.ts`. */
export const dashboards = router()
  .openapi(list, async (c) => {
    const { database } = c.var.api
    const { whose, ...page } = c.req.valid('query')
    const [stored, first] = await Promise.all([
      listDashboards(database, whoseFilter(c, whose)),
      findDefault(database, c.var.actor.owner),
    ])
    const { widgets: _, ...builtIn } = builtInDashboard
    const all: readonly DashboardHead[] = [
      ...(whose === 'mine' ? [] : [{ ...builtIn, isDefault: first === undefined }]),
      ...stored.map((dashboard) => tellHead(c, dashboard, first)),
    ]
    return c.json(cut(all, page), 200)
  })
  .openapi(create, async (c) => {
    const draft = c.req.valid('json')
    checkWidgets(c, draft.widgets)
    return c.json(await keepDashboard(c, draft), 201)
  })
  .openapi(read, async (c) => c.json(await readDashboard(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { database, clock } = c.var.api
    const patch = c.req.valid('json')
    const { id, title } = await changeable(c, c.req.valid('param').id)
    checkWidgets(c, patch.widgets)
    if (!(await changeDashboard(database, { ...patch, id }, clock()))) {
      const now = await findDashboard(database, id)
      if (patch.basedOn === undefined || patch.basedOn === now?.version) throw taken(patch.title ?? title)
      throw new Problem(409, 'It was changed meanwhile. Read it, and change that version.')
    }
    return c.json(await readDashboard(c, id), 200)
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid('param')
    if (id === builtInId) throw new Problem(409, 'This dashboard is built in. Choose another one as your default.')
    refuseDeletion(c, await existing(c, id))
    await deleteDashboard(c.var.api.database, id)
    return c.body(null, 204)
  })
  .openapi(duplicate, async (c) => {
    const { title, widgets } = await readDashboard(c, c.req.valid('param').id)
    const given = c.req.valid('json').title
    const copy = { title: given ?? (await freeTitle(c, title)), shared: false, widgets: [...widgets] as Widget[] }
    return c.json((await keepDashboard(c, copy)) satisfies Dashboard, 201)
  })
  .openapi(choose, async (c) => {
    const { id } = await readDashboard(c, c.req.valid('param').id)
    await saveDefault(c.var.api.database, c.var.actor.owner, id === builtInId ? undefined : id)
    return c.body(null, 204)
  })
