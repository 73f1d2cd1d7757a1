import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Report, ReportDraft, ReportRun, ReportRunDetail } from '../../../shared/report.ts'
import { readRun } from '../../reports/detail.ts'
import { loadControls } from '../../reports/page/load.ts'
import { renderPage } from '../../reports/page/page.ts'
import { PrintError } from '../../reports/printer.ts'
import { ReportRefusal } from '../../store/reports/refusal.ts'
import { listRuns } from '../../store/reports/runs.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { refused } from '../reports-refused.ts'
import { assessmentBody, readAssessment, readReport, reportBody } from './assessment-draft.ts'
import { downloadCsv } from './assessment-file.ts'
import { readId, resourceResults, writeId } from './assessment-id.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { pathOf } from './version.ts'

const tags = ['Reports']
const v1 = pathOf('v1')
const id = z.string().max(100)
const params = z.object({ id })
const answered = z.object({ reportId: z.string() })
const refuses = { 503: 'The database cannot be written' }

const createAt = (version: 'v1' | 'v2') =>
  compatRoute(surface, {
    ...{ tags, method: 'post', access: 'create', path: `${pathOf(version)}/report/assessment/create`, refuses },
    summary: 'Report on policies and connectors as they are now',
    bodies: { 'application/json': assessmentBody },
    answers: { 200: { description: 'The report is being made', json: answered } },
  })

const list = compatRoute(surface, {
  ...{ tags, method: 'get', access: 'read', path: `${v1}/report/assessment/list` },
  summary: 'Reports and how far they are; of each its last 24 runs',
  query: z.object({ reportId: id.optional() }),
  answers: {
    200: {
      description: 'The reports',
      json: z.object({
        data: z.array(
          z.object({
            ...{ reportId: z.string(), reportName: z.string() },
            status: z.enum(['Accepted', 'Processing', 'Completed', 'Failed']),
          }),
        ),
      }),
    },
  },
})

const download = compatRoute(surface, {
  ...{ tags, method: 'get', access: 'read', path: `${v1}/report/assessment/{id}/download`, params },
  summary: 'A report as a file',
  query: z.object({ reportFormat: z.string().max(20).optional().openapi({ description: 'csv, or pdf.' }) }),
  answers: { 200: { description: 'The file', types: ['text/csv', 'application/pdf'] } },
  refuses: { 501: 'There is no Chromium that could print it', 503: 'It could not be printed' },
})

const rerun = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'update', path: `${v1}/report/assessment/{id}/rerun`, params, refuses },
  summary: 'Make the report again',
  answers: { 200: { description: 'The id of the new report, as text', types: ['text/plain'] } },
})

const configure = compatRoute(surface, {
  ...{
    tags,
    method: 'post',
    access: 'create',
    path: `${v1}/reports`,
    refuses,
    summary: 'Configure a report and run it',
  },
  bodies: { 'application/json': reportBody },
  answers: { 200: { description: 'The report', json: answered } },
})

const change = compatRoute(surface, {
  ...{
    tags,
    method: 'patch',
    access: 'update',
    path: `${v1}/reports/{id}`,
    params,
    refuses,
    summary: 'Change a report',
  },
  bodies: { 'application/json': reportBody },
  answers: { 200: { description: 'The report', json: answered } },
})

/** Rows 21 to 25: reports, which are runs of ours; nothing is narrowed that the client did not ask for, nor widened. */
export const assessments: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(createAt('v1'), createAssessment)
  .openapi(createAt('v2'), createAssessment)
  .openapi(list, async (c) => {
    const asked = c.req.valid('query').reportId
    const wanted = asked === undefined ? undefined : readId(asked)
    if (asked !== undefined && !wanted) return c.json({ data: [] })
    const reports = (await c.var.api.reports.list()).filter(({ id }) => !wanted || id === wanted.report)
    const runs = await Promise.all(reports.map(({ id }) => listRuns(c.var.api.database, id, { page: 1, pageSize: 24 })))
    const found = runs.flatMap(({ items }) => items).filter((run) => !wanted || run.id === wanted.run)
    return c.json({ data: found.map((run) => listedRun(run, wanted?.results ?? resourceResults)) })
  })
  .openapi(download, async (c) => {
    const { run, results } = await endedRun(c, c.req.valid('param').id)
    const format = (c.req.valid('query').reportFormat ?? 'csv').toLowerCase()
    if (format === 'csv') return downloadCsv(c, run, results)
    if (format === 'pdf') return downloadPdf(c, run)
    throw new Problem(400, 'reportFormat: Give csv or pdf.')
  })
  .openapi(rerun, async (c) => {
    const asked = idOf(c.req.valid('param').id)
    const run = await c.var.api.reports.run(asked.report, 'person').catch(refused)
    if (!run) throw new Problem(404, 'There is no such report.')
    return c.text(writeId({ ...asked, run: run.id }))
  })
  .openapi(configure, async (c) => {
    const report = await c.var.api.reports.create(await readReport(c)).catch(refused)
    await c.var.api.reports.run(report.id, 'person').catch(refused)
    return c.json({ reportId: String(report.id) })
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const { cloud, ...patch } = await readReport(c)
    const report = /^\d{1,9}$/.test(id) ? await c.var.api.reports.read(Number(id)) : undefined
    if (!report) throw new Problem(404, 'There is no such report.')
    if (report.cloud !== cloud) throw new Problem(400, 'cloudType: A report stays with its cloud.')
    await c.var.api.reports.update(report.id, patch).catch(refused)
    return c.json({ reportId: id })
  })

async function createAssessment(c: Context<ApiEnv>): Promise<Response> {
  const { draft, results } = await readAssessment(c)
  const report = await existingOrNew(c, draft)
  const run = await c.var.api.reports.run(report.id, 'person').catch(refused)
  if (!run) throw new Problem(404, 'The report was removed meanwhile.')
  return c.json({ reportId: writeId({ report: report.id, run: run.id, results }) })
}

/** One report on the same is kept, with all its runs: asked for again, it is run again. */
async function existingOrNew(c: Context<ApiEnv>, draft: ReportDraft): Promise<Pick<Report, 'id'>> {
  try {
    return await c.var.api.reports.create(draft)
  } catch (error) {
    if (error instanceof ReportRefusal && error.other !== undefined) return { id: error.other }
    return refused(error)
  }
}

const states = { queued: 'Accepted', running: 'Processing', succeeded: 'Completed', failed: 'Failed' } as const

const listedRun = (run: ReportRun, results: Parameters<typeof writeId>[0]['results']) => ({
  reportId: writeId({ report: run.report, run: run.id, results }),
  reportName: run.title,
  status: states[run.state],
})

function idOf(text: string) {
  const found = readId(text)
  if (!found) throw new Problem(404, 'There is no such report.')
  return found
}

async function endedRun(c: Context<ApiEnv>, text: string) {
  const { results, ...ids } = idOf(text)
  const run = await readRun(c.var.api.database, ids)
  if (!run) throw new Problem(404, 'There is no such report.')
  if (run.state === 'failed') throw new Problem(400, `The report failed: ${run.reason}`)
  if (run.state !== 'succeeded') throw new Problem(400, 'The report is not ready yet.')
  return { run, results }
}

async function downloadPdf(c: Context<ApiEnv>, run: ReportRunDetail): Promise<Response> {
  const listed = await loadControls(c.var.api.database, run, { resources: 50 })
  const html = await renderPage({ run, listed, timeZone: 'UTC' })
  const printed = await c.var.api.print(html).catch((error: unknown) => {
    if (!(error instanceof PrintError)) throw error
    throw new Problem(error.kind === 'missing' ? 501 : 503, `${error.message} The report can be had as csv.`)
  })
  return c.body(new Uint8Array(printed), 200, {
    ...{ 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="assessment.pdf"' },
  })
}
