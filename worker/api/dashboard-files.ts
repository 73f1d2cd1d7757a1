import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withoutPlace } from '../../shared/built-in-dashboard.ts'
import {
  type Dashboard,
  dashboardFile,
  mostWidgets,
  type Widget,
  type WidgetDraft,
  widgetDraft,
  widgetFile,
} from '../../shared/dashboard.ts'
import { changeDashboard } from '../store/dashboards.ts'
import type { ApiEnv } from './context.ts'
import {
  changeable,
  checkWidgets,
  dashboardSchema,
  freeTitle,
  keepDashboard,
  placeBelow,
  readDashboard,
} from './dashboard-keeping.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { checkWidget } from './widget-check.ts'

const tags = ['Dashboards']
const own = { access: 'read', tags } as const
const id = z.string().max(100)
const params = z.object({ id })
const adding = {
  refuses: { 403: 'It is somebody else’s', 409: 'It is built in, full, or was changed meanwhile' },
  responses: {
    201: json(dashboardSchema, 'The dashboard as it is now; the new widget is the last one, below the others'),
  },
}

const exportDashboard = route({
  ...own,
  method: 'get',
  path: '/dashboards/{id}/export',
  summary: 'A dashboard as a file, to be shared',
  request: { params },
  responses: { 200: json(dashboardFile, 'The file; it names nobody') },
})

const importDashboard = route({
  ...own,
  method: 'post',
  path: '/dashboards/import',
  summary: 'Make a dashboard of your own from a file; a number follows its title where you have one of that title',
  refuses: { 409: 'You have too many' },
  request: { body: body(dashboardFile) },
  responses: { 201: json(dashboardSchema, 'The new dashboard') },
})

const exportWidget = route({
  ...own,
  method: 'get',
  path: '/dashboards/{id}/widgets/{widget}/export',
  summary: 'A widget as a file, to be shared',
  request: { params: z.object({ id, widget: id }) },
  responses: { 200: json(widgetFile, 'The file') },
})

const importWidget = route({
  ...own,
  ...adding,
  method: 'post',
  path: '/dashboards/{id}/widgets/import',
  summary: 'Add the widget of a file to a dashboard of yours',
  request: { params, body: body(widgetFile) },
})

const addWidget = route({
  ...own,
  ...adding,
  method: 'post',
  path: '/dashboards/{id}/widgets',
  summary: 'Add a widget to a dashboard of yours',
  request: { params, body: body(widgetDraft) },
})

/** Dashboards and widgets that come from elsewhere, or go there. */
export const dashboardFiles = router()
  .openapi(importDashboard, async (c) => {
    const { title, widgets } = c.req.valid('json').dashboard
    checkWidgets(c, widgets, 'dashboard.widgets')
    return c.json(await keepDashboard(c, { title: await freeTitle(c, title), shared: false, widgets }), 201)
  })
  .openapi(exportDashboard, async (c) => {
    const { title, widgets } = await readDashboard(c, c.req.valid('param').id)
    const dashboard = { title, widgets: [...widgets] }
    return c.json({ format: 'plumbline dashboard' as const, version: 1 as const, dashboard }, 200)
  })
  .openapi(exportWidget, async (c) => {
    const asked = c.req.valid('param')
    const { widgets } = await readDashboard(c, asked.id)
    const widget = widgets.find((one) => one.id === asked.widget)
    if (!widget) throw new Problem(404, 'There is no such widget on this dashboard.')
    return c.json({ format: 'plumbline widget' as const, version: 1 as const, widget: withoutPlace(widget) }, 200)
  })
  .openapi(importWidget, async (c) => {
    const { widget } = c.req.valid('json')
    checkWidget(c, widget, 'widget')
    return c.json(await add(c, c.req.valid('param').id, widget), 201)
  })
  .openapi(addWidget, async (c) => {
    const widget = c.req.valid('json')
    checkWidget(c, widget)
    return c.json(await add(c, c.req.valid('param').id, widget), 201)
  })

async function add(c: Context<ApiEnv>, dashboard: string, draft: WidgetDraft): Promise<Dashboard> {
  const { database, clock } = c.var.api
  const { id: number, widgets, version } = await changeable(c, dashboard)
  const place = placeBelow(widgets)
  if (!place || widgets.length >= mostWidgets) throw new Problem(409, 'The dashboard is full. Delete a widget first.')
  const widget = { ...draft, id: `w-${randomUUID().slice(0, 8)}`, place } as Widget
  const change = { id: number, basedOn: version, widgets: [...widgets, widget] }
  if (!(await changeDashboard(database, change, clock()))) {
    throw new Problem(409, 'The dashboard was changed meanwhile. Add the widget once more.')
  }
  return readDashboard(c, number)
}
