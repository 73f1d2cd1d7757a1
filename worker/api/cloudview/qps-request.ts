import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Cloud } from '../../../shared/resource.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { readJson } from './body.ts'
import type { QpsConnector } from './qps-record.ts'

const value = z.union([z.string().max(2000), z.number(), z.boolean()])
const criterion = z.looseObject({ field: z.string().max(100), operator: z.string().max(40), value })
const count = z.coerce.number().int().min(0).max(10_000_000)

/** The envelope of every body. */
export const serviceRequest = z.looseObject({
  ServiceRequest: z.looseObject({
    data: z.record(z.string(), z.looseObject({})).nullish(),
    filters: z.looseObject({ Criteria: z.union([criterion, z.array(criterion).max(50)]).nullish() }).nullish(),
    preferences: z.looseObject({ startFromOffset: count.nullish(), limitResults: count.nullish() }).nullish(),
  }),
})
export type ServiceRequest = z.infer<typeof serviceRequest>['ServiceRequest']

/** What a request holds; nothing where it has no body. Throws `Problem` for XML, and for any other shape. */
export async function readServiceRequest(c: Context<ApiEnv>): Promise<ServiceRequest> {
  if (/xml/i.test(c.req.header('content-type') ?? '')) {
    throw new Problem(400, 'XML is not read here. Send JSON, with Content-Type: application/json.')
  }
  const sent = await readJson(c)
  if (sent === undefined) return {}
  const { data, error } = serviceRequest.safeParse(sent)
  if (data) return data.ServiceRequest
  throw new Problem(400, error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
}

/** The fields of the one object in a request, in the words of CloudView's own paths, which other code here reads. */
export function fieldsOf({ data }: ServiceRequest, object: string, cloud: Cloud): Readonly<Record<string, unknown>> {
  const sent = data?.[object]
  if (!sent) throw new Problem(400, `ServiceRequest.data.${object}: Send the fields of the connector here.`)
  if (String(sent.disabled) === 'true') throw new Problem(400, 'disabled: A connector cannot be disabled here.')
  const record = typeof sent.authRecord === 'object' && sent.authRecord !== null ? sent.authRecord : {}
  const minutes = Number(sent.runFrequency)
  const polling = Number.isInteger(minutes) && minutes > 0 ? { pollingFrequency: { minutes } } : {}
  return { ...sent, ...(cloud === 'gcp' ? gcpFields(record) : record), ...polling }
}

/** The key file of a service account is sent field by field; with its project alone where the key is to stay. */
function gcpFields(record: object) {
  const { projectId, project_id: project = projectId, ...rest } = record as Readonly<Record<string, unknown>>
  return { projectId: project, ...('private_key' in rest ? { configFile: { ...rest, project_id: project } } : {}) }
}

const searched = [
  ...['id', 'name', 'description', 'connectorState', 'disabled', 'cloudviewUuid', 'arn', 'externalId'],
  'awsAccountId',
] as const
const ofRecord = ['applicationId', 'directoryId', 'subscriptionId', 'projectId']

/** Whether a connector is what all criteria ask for. Throws `Problem` for what cannot be asked. */
export function matcherOf({ filters }: ServiceRequest): (connector: QpsConnector) => boolean {
  const tests = [filters?.Criteria ?? []].flat().map(({ field, operator, value: wanted }) => {
    if (operator.toUpperCase() !== 'EQUALS') throw new Problem(400, `operator: ${operator} is not known; EQUALS is.`)
    const read = reader(field)
    return (connector: QpsConnector) => read(connector) === String(wanted)
  })
  return (connector) => tests.every((test) => test(connector))
}

function reader(field: string): (connector: QpsConnector) => string | undefined {
  const own = searched.find((name) => name === field)
  if (own) return (connector) => connector[own]?.toString()
  const [, part] = /^authrecord\.(\w+)$/i.exec(field) ?? []
  if (part && ofRecord.includes(part)) return ({ authRecord }) => authRecord?.[part]
  throw new Problem(400, `field: ${field} cannot be searched; these can: ${searched.join(', ')}.`)
}
