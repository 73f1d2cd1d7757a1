import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ReportDraft, reportDraft } from '../../../shared/report.ts'
import { readSent } from '../cloudview/connector-body.ts'
import { connectorsOf, mandateOf, slugsOf } from '../cloudview/report-names.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { readProvider } from './words.ts'

const ids = z.array(z.union([z.int(), z.string().max(200)])).max(500)

/** A report's configuration as clients send it: numbers of connectors, the mandate's number, ids or paths of policies. */
export const draftBody = z.looseObject({
  title: z.string(),
  cloudtype: z.string(),
  description: z.string().nullish(),
  format: z.string().nullish(),
  type: z.string().nullish(),
  mandateId: z.coerce.number().int().nullish(),
  connectorIds: ids.nullish(),
  policies: z.array(z.string().max(200)).max(50).nullish(),
})

/** Reads a configuration into ours. Throws `Problem` that names what is missing, wrong or not there. */
export async function readReportDraft(c: Context<ApiEnv>): Promise<ReportDraft> {
  const { title, cloudtype, description, mandateId, connectorIds, policies } = checked(draftBody, await readSent(c))
  const mandate = mandateId ? mandateOf(c.var.api, mandateId) : undefined
  return checked(reportDraft, {
    ...{ title, cloud: readProvider(cloudtype) },
    ...(description ? { description } : {}),
    ...(mandate === undefined ? {} : { mandate }),
    ...(mandate === undefined && policies?.length ? { policies: await slugsOf(c.var.api, policies) } : {}),
    ...(connectorIds?.length ? { connectors: await connectorsOf(c.var.api, connectorIds.map(String)) } : {}),
  })
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Problem(400, result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
}
