import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { builtInTemplates } from '../../shared/built-in-dashboard.ts'
import { type WidgetTemplate, widgetDraft } from '../../shared/dashboard.ts'
import { keptTitle } from '../../shared/saved-search.ts'
import {
  deleteTemplate,
  insertTemplate,
  listTemplates,
  mostTemplates,
  type StoredTemplate,
} from '../store/widget-templates.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { checkWidget } from './widget-check.ts'

const tags = ['Dashboards']
const own = { access: 'read', tags } as const

const templateSchema = z
  .object({ id: z.string(), title: z.string(), builtIn: z.boolean(), widget: widgetDraft })
  .openapi('WidgetTemplate')

const list = route({
  ...own,
  method: 'get',
  path: '/dashboards/templates',
  summary: 'Widgets to make others from: the built-in ones, then your own',
  responses: { 200: json(z.object({ items: z.array(templateSchema).readonly() }), 'The templates') },
})

const create = route({
  ...own,
  method: 'post',
  path: '/dashboards/templates',
  summary: 'Keep a widget as a template of your own',
  refuses: { 409: 'You have one of this title, or too many' },
  request: { body: body(z.strictObject({ title: keptTitle.optional(), widget: widgetDraft })) },
  responses: { 201: json(templateSchema, 'The template; it has the title of the widget where none is given') },
})

const remove = route({
  ...own,
  method: 'delete',
  path: '/dashboards/templates/{id}',
  summary: 'Delete a template of yours',
  refuses: { 409: 'It is built in' },
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 204: { description: 'Deleted; widgets made from it stay' } },
})

/** Templates of widgets. */
export const widgetTemplates = router()
  .openapi(list, async (c) => {
    const stored = await listTemplates(c.var.api.database, c.var.actor.owner)
    return c.json({ items: [...builtInTemplates, ...stored.map(tell)] }, 200)
  })
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const { owner, name } = c.var.actor
    const { widget, title = widget.title } = c.req.valid('json')
    checkWidget(c, widget, 'widget')
    if ((await listTemplates(database, owner)).length >= mostTemplates) {
      throw new Problem(409, `You have ${mostTemplates} templates. Delete one first.`)
    }
    const template = { id: randomUUID(), owner, ownerName: name, title, widget }
    if (!(await insertTemplate(database, template, clock()))) {
      throw new Problem(409, `You have a template “${title}” already. Give this one another title.`)
    }
    return c.json(tell(template), 201)
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid('param')
    if (builtInTemplates.some((template) => template.id === id)) throw new Problem(409, 'This template is built in.')
    if (!(await deleteTemplate(c.var.api.database, { id, owner: c.var.actor.owner }))) {
      throw new Problem(404, 'You have no such template.')
    }
    return c.body(null, 204)
  })

const tell = ({ id, title, widget }: Pick<StoredTemplate, 'id' | 'title' | 'widget'>): WidgetTemplate => ({
  ...{ id, title, builtIn: false, widget },
})
