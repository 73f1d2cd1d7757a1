import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Widget, widgetDraft } from '../../shared/dashboard.ts'
import { narrowWidget } from '../../shared/narrow-widget.ts'
import { startBudget } from '../store/lists/budget.ts'
import type { ApiEnv } from './context.ts'
import { readDashboard } from './dashboard-keeping.ts'
import { scopeQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { checkWidget } from './widget-check.ts'
import { readWidgetData, widgetDataSchema } from './widget-data.ts'

const tags = ['Dashboards']
const own = { access: 'read', tags } as const
const id = z.string().max(100)
const { cloud, account } = scopeQuery
/** Narrows widgets that have no provider or account of their own. */
const query = z.strictObject({ cloud, account })

const preview = route({
  ...own,
  method: 'post',
  path: '/dashboards/preview',
  summary: 'What a widget would show, without saving it',
  request: { body: body(widgetDraft) },
  responses: { 200: json(widgetDataSchema, 'The figures') },
})

const all = route({
  ...own,
  method: 'get',
  path: '/dashboards/{id}/data',
  summary: 'What all widgets of a dashboard show now',
  request: { params: z.object({ id }), query },
  responses: {
    200: json(
      z.object({
        items: z
          .array(
            z.object({
              widget: z.string(),
              data: widgetDataSchema.optional(),
              problem: z.string().optional().openapi({ description: 'Why it shows nothing; then `data` is absent.' }),
            }),
          )
          .readonly(),
      }),
      'The figures of each widget',
    ),
  },
})

const one = route({
  ...own,
  method: 'get',
  path: '/dashboards/{id}/widgets/{widget}/data',
  summary: 'What one widget shows now',
  refuses: { 409: 'Its query no longer means anything to this worker, or it is about another provider or account' },
  request: { params: z.object({ id, widget: id }), query },
  responses: { 200: json(widgetDataSchema, 'The figures') },
})

/** Milliseconds that all widgets together may search, and each of them at most. */
const [together, each] = [3000, 250]

/** The figures of dashboards. */
export const dashboardData = router()
  .openapi(preview, async (c) => {
    const widget = c.req.valid('json')
    checkWidget(c, widget)
    return c.json(await readWidgetData(c, widget, startBudget()), 200)
  })
  .openapi(all, async (c) => {
    const { widgets } = await readDashboard(c, c.req.valid('param').id)
    const end = performance.now() + together
    const items = []
    for (const widget of widgets) {
      const left = Math.max(0, end - performance.now())
      items.push({ widget: widget.id, ...(await readOrTell(c, widget, Math.min(each, left), c.req.valid('query'))) })
    }
    return c.json({ items }, 200)
  })
  .openapi(one, async (c) => {
    const params = c.req.valid('param')
    const { widgets } = await readDashboard(c, params.id)
    const widget = widgets.find((other) => other.id === params.widget)
    if (!widget) throw new Problem(404, 'There is no such widget on this dashboard.')
    const { data, problem = '' } = await readOrTell(c, widget, each, c.req.valid('query'))
    if (!data) throw new Problem(409, problem)
    return c.json(data, 200)
  })

/** What was right when it was saved may not be any more: the others are told all the same. */
async function readOrTell(c: Context<ApiEnv>, widget: Widget, time: number, scope: z.infer<typeof query>) {
  const narrowed = narrowWidget(widget, scope)
  if (!narrowed) return { problem: 'It is about another provider or account.' }
  try {
    return { data: await readWidgetData(c, narrowed, startBudget(time)) }
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return { problem: `${error.message} Edit the widget.` }
    throw error
  }
}
