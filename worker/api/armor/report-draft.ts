import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ReportDraft, reportDraft } from '../../../shared/report.ts'
import { listPolicies } from '../../store/lists/controls.ts'
import { policyUuid } from '../cloudview/catalogue.ts'
import { readSent } from '../cloudview/connector-body.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { select } from './connectors.ts'
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

/** The path of the mandate of a number. */
export function mandateOf({ mandates }: ApiContext, number: number): string {
  const mandate = mandates.find((one) => one.number === number)
  if (!mandate) throw new Problem(400, `mandateId: There is no mandate ${number}.`)
  return mandate.slug
}

/** The paths of policies that are named by their ids or paths. */
export async function slugsOf({ database }: ApiContext, asked: readonly string[]): Promise<readonly string[]> {
  const all = await listPolicies(database)
  return asked.map((name) => {
    const policy = all.find((one) => one.slug === name || policyUuid(one) === name)
    if (!policy) throw new Problem(400, `policies: There is no policy ${name}.`)
    return policy.slug
  })
}

/** The ids of connectors that are named by their numbers or ids. */
export async function connectorsOf(api: ApiContext, asked: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(asked.map((name) => select(api, name)))
  return found.map(([connector], index) => {
    if (!connector) throw new Problem(400, `connectorIds: There is no connector ${asked[index]}.`)
    return connector.id
  })
}
