import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ReportDraft, reportDraft } from '../../../shared/report.ts'
import { listPolicies } from '../../store/lists/controls.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { type ResourceResult, resourceResults } from './assessment-id.ts'
import { toCloud } from './clouds.ts'
import { readSent } from './connector-body.ts'
import { connectorsOf, mandateOf, slugsOf } from './report-names.ts'

const text = z.string().max(2000).nullish()
const id = z.union([z.string().max(200), z.int().transform(String)])
const texts = z.array(id).max(500).nullish()
const policyNames = z
  .array(z.union([id, z.looseObject({ policyId: id })]))
  .max(50)
  .nullish()

/** Body of POST /report/assessment/create. */
export const assessmentBody = z.looseObject({
  ...{ reportName: z.string(), description: text, cloudType: z.string(), query: text, executionType: text },
  ...{ startDate: text, endDate: text, policyIds: texts, tagIds: texts, connectorIds: texts, format: text },
  resourceResults: z.array(z.enum(resourceResults)).nullish(),
})

/** Body of POST /reports. */
export const reportBody = z.looseObject({
  ...{ cloudType: z.string(), type: text, title: z.string(), format: text, connectorIds: texts },
  ...{ mandateId: z.coerce.number().int().nullish(), policies: policyNames },
})

/** Reads an assessment. What would narrow it, and cannot here, is refused: a report on more than was asked for misleads. */
export async function readAssessment(
  c: Context<ApiEnv>,
): Promise<{ readonly draft: ReportDraft; readonly results: readonly ResourceResult[] }> {
  const sent = checked(assessmentBody, await readSent(c))
  const refusal = narrowing(sent, c.var.api.clock())
  if (refusal) throw new Problem(400, refusal)
  const cloud = cloudOf(sent.cloudType)
  const policies = sent.policyIds?.length ? await slugsOf(c.var.api, sent.policyIds) : await allPolicies(c, cloud)
  const draft = { title: sent.reportName, cloud, policies, ...described(sent.description) }
  return {
    draft: checked(reportDraft, { ...draft, ...(await connectorsIn(c, sent.connectorIds)) }),
    results: sent.resourceResults?.length ? sent.resourceResults : resourceResults,
  }
}

/** Reads a report that is about a mandate or about policies. */
export async function readReport(c: Context<ApiEnv>): Promise<ReportDraft> {
  const { cloudType, title, mandateId, policies, connectorIds } = checked(reportBody, await readSent(c))
  const names = (policies ?? []).map((one) => (typeof one === 'string' ? one : one.policyId))
  const subject = mandateId
    ? { mandate: mandateOf(c.var.api, mandateId) }
    : { policies: await slugsOf(c.var.api, names) }
  return checked(reportDraft, {
    title,
    cloud: cloudOf(cloudType),
    ...subject,
    ...(await connectorsIn(c, connectorIds)),
  })
}

type Narrowing = Pick<z.infer<typeof assessmentBody>, 'query' | 'tagIds' | 'executionType' | 'startDate' | 'endDate'>

function narrowing({ query, tagIds, executionType, startDate, endDate }: Narrowing, now: Date): string | undefined {
  if (query?.trim()) return 'query: Reports cannot be narrowed by a query here. Name policies and connectors.'
  if (tagIds?.length) return 'tagIds: Reports cannot be narrowed by tags here. Name connectors.'
  if (executionType && executionType !== 'RUN_TIME') return 'executionType: Only RUN_TIME can be reported on here.'
  const [start, end] = [Date.parse(startDate ?? ''), Date.parse(endDate ?? '')]
  const day = 86_400_000
  if (start > now.getTime() || end + day < now.getTime()) {
    return 'A report is about what the last runs found: choose dates with today between them, or none.'
  }
  return undefined
}

function cloudOf(text: string) {
  const cloud = toCloud(text)
  if (!cloud) throw new Problem(400, 'cloudType: Give AWS, AZURE or GCP.')
  return cloud
}

const described = (text: string | null | undefined) => (text ? { description: text } : {})

const connectorsIn = async (c: Context<ApiEnv>, asked: readonly string[] | null | undefined) =>
  asked?.length ? { connectors: await connectorsOf(c.var.api, asked) } : {}

const allPolicies = async (c: Context<ApiEnv>, cloud: string) =>
  (await listPolicies(c.var.api.database)).filter((policy) => policy.cloud === cloud).map(({ slug }) => slug)

function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Problem(400, result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
}
