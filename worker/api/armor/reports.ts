import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Report, ReportRunDetail } from '../../../shared/report.ts'
import { readRun } from '../../reports/detail.ts'
import { readConnectorFacts } from '../../store/connector-facts.ts'
import { codeOf } from '../cloudview/codes.ts'
import { compatRoute, compatRouter } from '../cloudview/compat-route.ts'
import { uuidOfName } from '../cloudview/uuid.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { refused } from '../reports-refused.ts'
import { draftBody, readReportDraft } from './report-draft.ts'
import {
  configurationRecord,
  configurationSchema,
  listedRecord,
  listedSchema,
  reportedResourceSchema,
  reportRecord,
  reportSchema,
} from './report-records.ts'
import { listReported } from './reported-resources.ts'
import { armorSurface as surface } from './surface.ts'
import { message, providerParam, readProvider } from './words.ts'

const tags = ['Reports']
const get = { tags, method: 'get', access: 'read' } as const
const done = { 200: { description: 'It is done', json: message } } as const
const number = z.string().max(200).openapi({ description: 'Number of a report.' })
const one = { path: '/cspm/report/{id}', params: z.object({ id: number }) } as const
const refuses = {
  409: 'Another report is about the same, or what it is about is gone',
  503: 'The database cannot be written',
}

const configurations = compatRoute(surface, {
  ...{ ...get, path: '/cspm/report/configuration', summary: 'How the reports of a cloud are configured' },
  query: z.object({ provider: providerParam }),
  answers: { 200: { description: 'The reports', json: z.object({ configurations: z.array(configurationSchema) }) } },
})

const configure = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'create', path: '/cspm/report/configuration', answers: done, refuses },
  ...{ summary: 'Configure a report', bodies: { 'application/json': draftBody } },
})

const list = compatRoute(surface, {
  ...{ ...get, path: '/cspm/report/list', summary: 'Reports' },
  answers: { 200: { description: 'The reports', json: z.array(listedSchema) } },
})

const run = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'update', path: '/cspm/report/run', answers: done },
  ...{ summary: 'Run a report', query: z.object({ reportConfigId: number }) },
  refuses: { 404: 'There is no such report', ...refuses },
})

const read = compatRoute(surface, {
  ...{ ...get, ...one, summary: 'A report with what its last run found' },
  answers: { 200: { description: 'The report; zeros before its first run', json: reportSchema } },
})

const remove = compatRoute(surface, {
  ...{ tags, method: 'delete', access: 'delete', ...one, answers: done, refuses, summary: 'Remove a report' },
})

const resources = compatRoute(surface, {
  ...{ ...get, path: `${one.path}/control/{controlId}/resources`, summary: 'What a report found for a control' },
  params: z.object({ id: number, controlId: z.string().max(200) }),
  answers: { 200: { description: 'The resources, 10,000 at most', json: z.array(reportedResourceSchema) } },
})

/** Reports in the words of Armor. */
export const reports: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(configurations, async (c) => {
    const cloud = readProvider(c.req.valid('query').provider)
    const [all, facts] = await Promise.all([c.var.api.reports.list(), readConnectorFacts(c.var.api.database)])
    const found = all.filter((report) => report.cloud === cloud)
    const numberOf = (id: string) => facts.get(id)?.no
    return c.json({ configurations: found.map((report) => configurationRecord(report, numberOf, uuidOfName)) })
  })
  .openapi(configure, async (c) => {
    const report = await c.var.api.reports.create(await readReportDraft(c)).catch(refused)
    return c.json({ message: `The report ${report.title} was configured with the number ${report.id}.` })
  })
  .openapi(list, async (c) => c.json((await c.var.api.reports.list()).map(listedRecord)))
  .openapi(run, async (c) => {
    const report = await find(c, c.req.valid('query').reportConfigId)
    await c.var.api.reports.run(report.id, 'person').catch(refused)
    return c.json({ message: `The report ${report.title} is being run.` })
  })
  .openapi(read, async (c) => {
    const report = await find(c, c.req.valid('param').id)
    return c.json(reportRecord(report, await lastRunOf(c, report)))
  })
  .openapi(remove, async (c) => {
    const report = await find(c, c.req.valid('param').id)
    await c.var.api.reports.remove(report.id)
    return c.json({ message: `The report ${report.title} was removed.` })
  })
  .openapi(resources, async (c) => {
    const { id, controlId } = c.req.valid('param')
    const found = await lastRunOf(c, await find(c, id))
    const control = found?.controls.find(({ cid }) => String(cid) === controlId)
    if (!found || !control) throw new Problem(404, `The last run of this report has no control ${controlId}.`)
    const ids = { report: found.report, run: found.id, cid: control.cid }
    return c.json(await listReported(c.var.api.database, ids, codeOf(c.var.api.types)))
  })

/** The report of a number. */
async function find(c: Context<ApiEnv>, text: string): Promise<Report> {
  const report = /^\d{1,9}$/.test(text) ? await c.var.api.reports.read(Number(text)) : undefined
  if (!report) throw new Problem(404, `There is no report ${text}.`)
  return report
}

const lastRunOf = async (c: Context<ApiEnv>, { id, lastRun }: Report): Promise<ReportRunDetail | undefined> =>
  lastRun ? readRun(c.var.api.database, { report: id, run: lastRun.id }) : undefined
