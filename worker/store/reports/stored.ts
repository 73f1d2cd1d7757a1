import type { Row } from '@libsql/client'
import type { ReportDraft, ReportSchedule } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'

/** A report as it is stored: by the names of what it is about. */
export type StoredReport = Omit<ReportDraft, 'cloud'> & {
  readonly no: number
  readonly cloud: Cloud
  readonly nextRun?: string
}

export const toStored = (row: Row): StoredReport => ({
  no: Number(row.no),
  title: String(row.title),
  cloud: row.cloud as Cloud,
  ...(row.description ? { description: String(row.description) } : {}),
  ...(row.mandate ? { mandate: String(row.mandate) } : {}),
  ...(row.policies ? { policies: JSON.parse(String(row.policies)) as string[] } : {}),
  ...(row.connectors ? { connectors: JSON.parse(String(row.connectors)) as string[] } : {}),
  ...(row.schedule ? { schedule: JSON.parse(String(row.schedule)) as ReportSchedule } : {}),
  ...(row.nextRun ? { nextRun: String(row.nextRun) } : {}),
})
