import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Report, reportDraft, reportPatch } from '../../shared/report.ts'
import type { ApiEnv } from './context.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { refused } from './reports-refused.ts'
import { reportSchema } from './reports-schemas.ts'
import { body, json, route, router } from './route.ts'
import { cloudSchema } from './scalars.ts'

const tags = ['Reports']
const params = z.object({ id: z.coerce.number().int().min(1) })

const sorts = ['title', 'lastRun', 'pass', 'subject'] as const

/** What narrows and orders a list of reports. */
export const reportQuery = {
  cloud: cloudSchema.optional(),
  text: z.string().trim().max(200).optional().openapi({ description: 'Part of the title, or of the subject’s.' }),
  sort: z.enum(sorts).default('title').openapi({
    description: '`lastRun`: newest first. `pass`: the smallest share of passing first, without results last.',
  }),
}

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports',
  summary: 'Reports with the figures of their last runs',
  request: { query: z.strictObject({ ...reportQuery, ...pageQuery }) },
  responses: {
    200: json(
      pageOf(reportSchema).extend({
        clouds: z.array(cloudSchema).readonly().openapi({ description: 'Clouds with a connector: to filter by.' }),
      }),
      'The reports',
    ),
  },
})

const create = route({
  access: 'create',
  tags,
  method: 'post',
  path: '/reports',
  summary: 'Configure a report: a mandate or policies for connectors of one cloud',
  description: 'It does not run by that. Without `connectors` it is about all of the cloud, later ones too.',
  refuses: { 409: 'Another report is about the same for the same connectors' },
  request: { body: body(reportDraft) },
  responses: { 201: json(reportSchema, 'The report') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}',
  summary: 'One report with the figures of its last run; they are null until there are results',
  request: { params },
  responses: { 200: json(reportSchema, 'The report') },
})

const update = route({
  access: 'update',
  tags,
  method: 'patch',
  path: '/reports/{id}',
  summary: 'Change a report; results of earlier runs stay as they were',
  description: '`null` takes away: the description, the schedule, the choice of connectors.',
  refuses: { 409: 'Another report is about the same for the same connectors' },
  request: { params, body: body(reportPatch) },
  responses: { 200: json(reportSchema, 'The report as it is now') },
})

const remove = route({
  access: 'delete',
  tags,
  method: 'delete',
  path: '/reports/{id}',
  summary: 'Remove a report with its runs',
  request: { params },
  responses: { 204: { description: 'Removed' } },
})

export const reports = router()
  .openapi(list, async (c) => {
    const { page, pageSize, ...query } = c.req.valid('query')
    const found = narrow(await c.var.api.reports.list(), query)
    return c.json({ ...cut(found, { page, pageSize }), clouds: await cloudsOf(c) }, 200)
  })
  .openapi(create, async (c) => {
    const report = await c.var.api.reports.create(c.req.valid('json')).catch(refused)
    c.header('location', `/api/reports/${report.id}`)
    return c.json(report, 201)
  })
  .openapi(read, async (c) => c.json(there(await c.var.api.reports.read(c.req.valid('param').id)), 200))
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(there(await c.var.api.reports.update(id, c.req.valid('json')).catch(refused)), 200)
  })
  .openapi(remove, async (c) => {
    if (!(await c.var.api.reports.remove(c.req.valid('param').id))) throw new Problem(404, 'There is no such report.')
    return c.body(null, 204)
  })

/** The report, or a 404. */
export function there(report: Report | undefined): Report {
  if (!report) throw new Problem(404, 'There is no such report.')
  return report
}

type Query = {
  readonly cloud?: string | undefined
  readonly text?: string | undefined
  readonly sort: (typeof sorts)[number]
}

/** The reports that a query asks for, in its order. */
export const narrow = (reports: readonly Report[], { cloud, text = '', sort }: Query): readonly Report[] =>
  reports
    .filter((one) => !cloud || one.cloud === cloud)
    .filter(({ title, subject }) => `${title}\n${subject.title}`.toLowerCase().includes(text.toLowerCase()))
    .toSorted((a, b) => orders[sort](a, b) || byTitle(a, b))

const { compare } = new Intl.Collator('en', { numeric: true })
const byTitle = (a: Report, b: Report) => compare(a.title, b.title) || a.id - b.id
const passing = ({ lastRun }: Report) => lastRun?.percent?.pass ?? 101

const orders: Readonly<Record<Query['sort'], (a: Report, b: Report) => number>> = {
  title: byTitle,
  lastRun: (a, b) => (b.lastRun?.ended ?? '').localeCompare(a.lastRun?.ended ?? ''),
  pass: (a, b) => passing(a) - passing(b),
  subject: (a, b) => compare(a.subject.title, b.subject.title),
}

async function cloudsOf(c: Context<ApiEnv>): Promise<readonly Report['cloud'][]> {
  const { rows } = await c.var.api.database.client.execute('SELECT DISTINCT cloud FROM connectors ORDER BY cloud')
  return rows.map(({ cloud }) => cloud as Report['cloud'])
}
