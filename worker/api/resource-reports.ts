import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import { type Column, tableFormats } from '../exports/index.ts'
import { type ReportOfResource, reportsOfResource } from '../store/reports/of-resource.ts'
import type { ApiEnv } from './context.ts'
import { downloadTable } from './export-download.ts'
import { exportQuery, partOptions } from './export-options.ts'
import { readAll } from './export-rows.ts'
import { fileAnswer } from './file-answer.ts'
import { cut, pageOf, pageQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { count, criticalitySchema } from './scalars.ts'

const filters = {
  id: z.string().min(1).max(2048).openapi({ description: 'Id of the resource.' }),
  text: z.string().trim().max(200).optional().openapi({
    description: 'Part of the number or title of the control, or of the title of the report.',
  }),
  result: z.enum(outcomes).optional(),
  report: z.coerce.number().int().min(1).optional().openapi({ description: 'Id of a report.' }),
}
const paging = { ...pageQuery, pageSize: z.coerce.number().int().min(1).max(100).default(100) }

const item = z
  .object({
    cid: z.int(),
    title: z.string(),
    criticality: criticalitySchema,
    report: z.object({ id: z.int(), title: z.string() }),
    run: z.int(),
    dateEvaluated: z.string().openapi({ format: 'date-time', description: 'End of the run.' }),
    outcome: z.enum(outcomes),
  })
  .openapi('ReportOfResource')

const totals = z
  .object({ controls: count, passed: count, failed: count, unknown: count, excepted: count })
  .openapi({ description: 'Of all that the filters leave, on every page.' })

const refuses = { 404: 'There is no such resource' }

const list = route({
  access: 'read',
  tags: ['Resources'],
  method: 'get',
  path: '/resources/reports',
  summary: 'All controls across the last runs of all reports for one resource',
  refuses,
  request: { query: z.strictObject({ ...filters, ...paging }) },
  responses: { 200: json(pageOf(item).extend({ totals }), 'A row for each control and report') },
})

const exported = route({
  access: 'read',
  tags: ['Downloads'],
  method: 'get',
  path: '/exports/resource-reports',
  summary: 'A page of the controls across all reports for one resource, as a file',
  refuses,
  request: { query: z.strictObject({ ...filters, ...paging, ...exportQuery }) },
  responses: { 200: fileAnswer(tableFormats) },
})

const columns: readonly Column<ReportOfResource>[] = [
  { key: 'cid', label: 'CID', of: ({ cid }) => cid },
  { key: 'control', label: 'Control', of: ({ title }) => title },
  { key: 'report', label: 'Report', of: ({ report }) => report.title },
  { key: 'dateEvaluated', label: 'Date Evaluated', kind: 'time', of: ({ dateEvaluated }) => dateEvaluated },
  { key: 'severity', label: 'Severity', of: ({ criticality }) => criticality },
  { key: 'result', label: 'Result', of: ({ outcome }) => outcome },
]

export const resourceReports = router()
  .openapi(list, async (c) => {
    const query = c.req.valid('query')
    const rows = await find(c, query)
    return c.json({ ...cut(rows, query), totals: totalsOf(rows) }, 200)
  })
  .openapi(exported, async (c) => {
    const { options, filter } = partOptions(c.req.valid('query'))
    const { items } = cut(await find(c, filter), filter)
    const source = { list: 'resource-reports', columns, rows: readAll(items), total: items.length }
    return (await downloadTable(c, source, options)) as never
  })

type Filters = z.infer<z.ZodObject<typeof filters>>

/** What the filters leave, all of them together. */
async function find(c: Context<ApiEnv>, { id, text = '', result, report }: Filters) {
  const all = await reportsOfResource(c.var.api.database, id)
  if (!all) throw new Problem(404, 'There is no such resource.')
  return all.filter(
    (row) =>
      (!result || row.outcome === result) &&
      (!report || row.report.id === report) &&
      `${row.cid}\n${row.title}\n${row.report.title}`.toLowerCase().includes(text.toLowerCase()),
  )
}

function totalsOf(rows: readonly ReportOfResource[]): z.infer<typeof totals> {
  const { PASS = [], FAIL = [], UNKNOWN = [], EXCEPTED = [] } = Object.groupBy(rows, ({ outcome }) => outcome)
  return {
    controls: rows.length,
    ...{ passed: PASS.length, failed: FAIL.length, unknown: UNKNOWN.length, excepted: EXCEPTED.length },
  }
}
