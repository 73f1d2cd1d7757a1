import { z } from '@hono/zod-openapi'
import { percentOf, type Report, type ReportRunDetail } from '../../../shared/report.ts'
import { nullable, providers, status } from './words.ts'

const reportTypes = ['MANDATE_BASED', 'POLICY_BASED'] as const
const cloud = z.enum(['AWS', 'Azure', 'GCP'])

export const configurationSchema = z
  .object({
    ...{ id: z.int(), title: z.string(), description: nullable, cloudtype: cloud, format: z.string() },
    ...{ type: z.enum(reportTypes), mandateId: z.int().nullable() },
    ...{ connectorIds: z.array(z.int()), policies: z.array(z.string()) },
  })
  .openapi('ReportConfiguration')

export const listedSchema = z
  .object({
    ...{ reportId: z.int(), title: z.string(), cloudType: cloud, reportType: z.enum(reportTypes) },
    lastRunDate: nullable,
  })
  .openapi('ListedReport')

const requirement = z.object({
  ...{ requirementId: z.string(), requirementName: z.string(), passCount: z.int(), failCount: z.int() },
})

export const reportSchema = z
  .object({
    ...{ title: z.string(), reportId: z.int(), accountId: nullable, mandatesCount: z.int() },
    ...{ requirementsCount: z.int(), controlsCount: z.int(), totalEvaluationsCount: z.int(), policiesCount: z.int() },
    ...{ passCount: z.int(), failCount: z.int(), passPercent: z.number(), failPercent: z.number() },
    ...{ cloudType: cloud, reportType: z.enum(reportTypes), mandateName: nullable, lastRunDate: nullable },
    ...{ dataLakeSearchUrl: z.null(), requirements: z.array(requirement) },
  })
  .openapi('ReportDetails')

export const reportedResourceSchema = z
  .object({
    ...{ resourceId: z.string(), resourceName: z.string(), resourceType: z.string(), region: z.string(), status },
  })
  .openapi('ReportedResource')

const typeOf = ({ subject }: Report) => (subject.kind === 'mandate' ? 'MANDATE_BASED' : 'POLICY_BASED')
const cloudOf = ({ cloud: name }: Report) => providers[name] as z.infer<typeof cloud>

/** How a report is configured. `numberOf` tells the number of a connector, `uuidOf` the id of a policy. */
export const configurationRecord = (
  report: Report,
  numberOf: (connectorId: string) => number | undefined,
  uuidOf: (slug: string) => string,
): z.infer<typeof configurationSchema> => ({
  ...{ id: report.id, title: report.title, description: report.description ?? null, cloudtype: cloudOf(report) },
  ...{ format: 'PDF', type: typeOf(report), mandateId: report.subject.number ?? null },
  connectorIds: (report.connectors ?? []).flatMap(({ id }) => numberOf(id) ?? []),
  policies: report.subject.kind === 'policy' ? report.subject.slugs.map(uuidOf) : [],
})

export const listedRecord = (report: Report): z.infer<typeof listedSchema> => ({
  ...{ reportId: report.id, title: report.title, cloudType: cloudOf(report), reportType: typeOf(report) },
  lastRunDate: report.lastRun?.ended ?? null,
})

/** A report with what its last run found; zeros before the first one. What is unknown neither passes nor fails. */
export function reportRecord(report: Report, run: ReportRunDetail | undefined): z.infer<typeof reportSchema> {
  const { pass = 0, fail = 0, unknown = 0, excepted = 0 } = run?.posture ?? {}
  const percent = run && percentOf(run.posture)
  const isMandate = report.subject.kind === 'mandate'
  const [only, ...others] = run?.connectors ?? []
  return {
    ...{ title: report.title, reportId: report.id },
    // Of a report about several accounts there is no one account to tell.
    accountId: others.length === 0 ? (only?.account ?? null) : null,
    ...{ mandatesCount: isMandate ? 1 : 0, requirementsCount: run?.requirements.length ?? 0 },
    ...{ controlsCount: run?.controls.length ?? 0, totalEvaluationsCount: pass + fail + unknown + excepted },
    ...{ policiesCount: isMandate ? 0 : report.subject.slugs.length, passCount: pass, failCount: fail },
    ...{ passPercent: percent?.pass ?? 0, failPercent: percent?.fail ?? 0, cloudType: cloudOf(report) },
    ...{ reportType: typeOf(report), mandateName: isMandate ? report.subject.title : null },
    ...{ lastRunDate: report.lastRun?.ended ?? null, dataLakeSearchUrl: null },
    requirements: (run?.requirements ?? []).map(({ id, title, posture }) => ({
      ...{ requirementId: id, requirementName: title ?? id, passCount: posture.pass, failCount: posture.fail },
    })),
  }
}
