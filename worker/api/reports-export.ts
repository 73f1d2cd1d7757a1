import { z } from '@hono/zod-openapi'
import type { Report } from '../../shared/report.ts'
import { type Column, tableFormats } from '../exports/index.ts'
import { downloadTable } from './export-download.ts'
import { exportQuery, partOptions } from './export-options.ts'
import { readAll } from './export-rows.ts'
import { fileAnswer } from './file-answer.ts'
import { narrow, reportQuery } from './reports.ts'
import { route, router } from './route.ts'

const exported = route({
  access: 'read',
  tags: ['Downloads'],
  method: 'get',
  path: '/exports/reports',
  summary: 'Reports with the figures of their last runs, as a file',
  request: { query: z.strictObject({ ...reportQuery, ...exportQuery }) },
  responses: { 200: fileAnswer(tableFormats) },
})

const columns: readonly Column<Report>[] = [
  { key: 'title', label: 'Name', of: ({ title }) => title },
  { key: 'description', label: 'Description', of: ({ description }) => description },
  { key: 'cloud', label: 'Cloud', of: ({ cloud }) => cloud },
  { key: 'mandate', label: 'Mandate', of: ({ subject }) => (subject.kind === 'mandate' ? subject.title : undefined) },
  { key: 'policies', label: 'Policies', of: ({ subject }) => (subject.kind === 'policy' ? subject.title : undefined) },
  {
    key: 'connectors',
    label: 'Connectors',
    of: ({ connectors }) => connectors?.map(connectorName).join(', ') ?? 'all',
  },
  { key: 'passPercent', label: 'Pass %', of: ({ lastRun }) => lastRun?.percent?.pass },
  { key: 'failPercent', label: 'Fail %', of: ({ lastRun }) => lastRun?.percent?.fail },
  { key: 'unknownPercent', label: 'Unknown %', of: ({ lastRun }) => lastRun?.percent?.unknown },
  { key: 'pass', label: 'Pass', of: ({ lastRun }) => lastRun?.posture.pass },
  { key: 'fail', label: 'Fail', of: ({ lastRun }) => lastRun?.posture.fail },
  { key: 'unknown', label: 'Unknown', of: ({ lastRun }) => lastRun?.posture.unknown },
  { key: 'excepted', label: 'Excepted', of: ({ lastRun }) => lastRun?.posture.excepted },
  { key: 'lastRun', label: 'Last Run On', kind: 'time', of: ({ lastRun }) => lastRun?.ended },
  { key: 'nextRun', label: 'Next Run On', kind: 'time', of: ({ nextRun }) => nextRun },
  { key: 'state', label: 'State', of: ({ state }) => state },
  { key: 'created', label: 'Created', kind: 'time', of: ({ created }) => created },
  { key: 'id', label: 'Id', of: ({ id }) => id },
]

/** A connector that was deleted has its id alone. */
const connectorName = ({ id, name }: { readonly id: string; readonly name?: string }) => name ?? id

export const reportsExport = router().openapi(exported, async (c) => {
  const { options, filter } = partOptions(c.req.valid('query'))
  const rows = narrow(await c.var.api.reports.list(), filter)
  return (await downloadTable(
    c,
    { list: 'reports', columns, rows: readAll(rows), total: rows.length },
    options,
  )) as never
})
