import { setImmediate } from 'node:timers/promises'
import type { Context } from 'hono'
import { shortId } from '../../../shared/console-links/short-id.ts'
import type { Outcome } from '../../../shared/evaluation.ts'
import type { ReportedControl, ReportedResource, ReportRunDetail } from '../../../shared/report.ts'
import type { Column } from '../../exports/index.ts'
import { resourcesOfControl } from '../../store/reports/results.ts'
import type { ApiEnv } from '../context.ts'
import { downloadTable } from '../export-download.ts'
import type { ResourceResult } from './assessment-id.ts'
import { codeOf } from './codes.ts'

type Row = { readonly control: ReportedControl; readonly resource: ReportedResource; readonly code: string }

const words: Readonly<Record<Outcome, string>> = { PASS: 'PASS', FAIL: 'FAIL', EXCEPTED: 'PASSE', UNKNOWN: 'UNKNOWN' }
const outcomes: Readonly<Record<ResourceResult, Outcome>> = { PASS: 'PASS', PASSE: 'EXCEPTED', FAIL: 'FAIL' }

const columns: readonly Column<Row>[] = [
  { key: 'cid', label: 'CID', of: ({ control }) => control.cid },
  { key: 'controlName', label: 'Control Name', of: ({ control }) => control.title },
  { key: 'criticality', label: 'Criticality', of: ({ control }) => control.criticality },
  { key: 'service', label: 'Service', of: ({ control }) => control.service },
  { key: 'accountId', label: 'Account ID', of: ({ resource }) => resource.account },
  { key: 'region', label: 'Region', of: ({ resource }) => resource.region },
  { key: 'resourceType', label: 'Resource Type', of: ({ code }) => code },
  { key: 'resourceId', label: 'Resource ID', of: ({ resource }) => shortId(resource) },
  { key: 'resourceName', label: 'Resource Name', of: ({ resource }) => resource.name },
  { key: 'result', label: 'Result', of: ({ resource }) => words[resource.outcome] },
  { key: 'evidence', label: 'Evidence', of: ({ resource }) => evidenceOf(resource) },
  { key: 'exception', label: 'Exception Reason', of: ({ resource }) => resource.exception?.reason },
]

const evidenceOf = ({ evidence }: ReportedResource) =>
  evidence.map(({ setting, actual, expected }) => `${setting}: ${actual} (expected ${expected})`).join('; ')

/** A run of a report as CSV: a line for each control and resource with one of the results. */
export const downloadCsv = (
  c: Context<ApiEnv>,
  run: ReportRunDetail,
  results: readonly ResourceResult[],
): Promise<Response> =>
  downloadTable(
    c,
    { list: 'assessment', columns, rows: readRows(c, run, results) },
    { format: 'csv', timeZone: 'UTC', limit: 'all', columns: undefined, bom: 'false' },
  )

const pageSize = 500

async function* readRows(
  c: Context<ApiEnv>,
  run: ReportRunDetail,
  results: readonly ResourceResult[],
): AsyncGenerator<Row, void> {
  const wanted = new Set(results.map((result) => outcomes[result]))
  const code = codeOf(c.var.api.types)
  for (const control of run.controls) {
    let after: number | undefined
    do {
      const ids = { report: run.report, run: run.id, cid: control.cid }
      const { items, next } = await resourcesOfControl(c.var.api.database, { ...ids, after, limit: pageSize })
      for (const resource of items)
        if (wanted.has(resource.outcome)) yield { control, resource, code: code(resource.type) }
      after = next
      await setImmediate()
    } while (after !== undefined)
  }
}
