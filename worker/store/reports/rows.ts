import type { Row } from '@libsql/client'
import { percentOf, type ReportRun, type ReportSubject } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { toPosture } from '../lists/posture.ts'

/** Columns of a run, without its requirements: they are long. */
export const runColumns = `run.no, run.report, run.state, run.trigger, run.queued, run.started, run.ended, run.reason,
  run.title, run.cloud, run.subject, run.connectors, run.pass, run.fail, run.unknown, run.excepted, run.previous, run.change`

export function toRun(row: Row): ReportRun {
  const posture = toPosture(row)
  return {
    id: Number(row.no),
    report: Number(row.report),
    state: row.state as ReportRun['state'],
    trigger: row.trigger as ReportRun['trigger'],
    queued: String(row.queued),
    ...(row.started ? { started: String(row.started) } : {}),
    ...(row.ended ? { ended: String(row.ended) } : {}),
    ...(row.reason ? { reason: String(row.reason) } : {}),
    title: String(row.title),
    cloud: row.cloud as Cloud,
    subject: JSON.parse(String(row.subject)) as ReportSubject,
    connectors: JSON.parse(String(row.connectors)) as ReportRun['connectors'],
    posture,
    percent: row.state === 'succeeded' ? percentOf(posture) : null,
    ...(row.previous ? { previous: Number(row.previous) } : {}),
    ...(row.change ? { change: JSON.parse(String(row.change)) as ReportRun['change'] & object } : {}),
  }
}

/** That a row of a span of runs holds for a run, whose number is a named argument: `holds('result', 'run')`. */
export const holds = (table: string, run: string): string =>
  `${table}."from" <= :${run} AND (${table}."to" IS NULL OR ${table}."to" > :${run})`
