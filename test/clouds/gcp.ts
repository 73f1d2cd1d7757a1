import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { CloudOptions, SimulatedCloud } from './cloud.ts'
import { type Answer, gcpErrors } from './gcp-errors.ts'
import type { GcpEstate } from './gcp-estate.ts'
import { select } from './gcp-fields.ts'
import { answer, type Call, recognise } from './gcp-operations.ts'
import { createTokenEndpoint } from './gcp-token-endpoint.ts'
import { type Refused, type Sent, serve, type Understood } from './serve.ts'

export { demoGcpEstate } from './gcp-demo-estate.ts'
export { emptyGcpEstate, type GcpEstate, gcpKey } from './gcp-estate.ts'
export { generateGcpEstate } from './gcp-generated-estate.ts'
export { hostileGcpEstate } from './gcp-hostile-estate.ts'

/**
 * Google Cloud on loopback: the token endpoint at `/token`, Compute Engine, Cloud Storage and Resource Manager. Faults
 * name method ids, such as `compute.firewalls.list`, or `oauth2.token`.
 */
export async function startGcp(estate: GcpEstate, options: CloudOptions = {}): Promise<SimulatedCloud<GcpEstate>> {
  const endpoint = createTokenEndpoint(estate, () => `${served.url}/token`)

  async function understand(request: IncomingMessage, url: URL): Promise<Understood> {
    const form = new URLSearchParams(await text(request))
    const call = url.pathname === '/token' ? tokenCall(url) : recognise(url, estate, options.pageSize)
    if (!call) return unknown(url)
    const { operation, zone, name } = call
    return {
      ...{ operation, region: zone, account: estate.project.id, resources: [name] },
      answer: () => toSent(answerTo(request, call, form), call.query.get('fields')),
      refuse: (kind) => toSent(refusalOf(kind, call, estate)),
    }
  }

  function answerTo({ headers }: IncomingMessage, call: Call, form: URLSearchParams): Answer {
    if (call.operation === 'oauth2.token') return endpoint.grant(form)
    return endpoint.isKnown(headers.authorization) ? answer(call, estate) : gcpErrors.unauthenticated()
  }

  const served = await serve(understand, options)
  return { ...served, estate }
}

const tokenCall = ({ searchParams: query }: URL): Call => ({
  operation: 'oauth2.token',
  project: '',
  name: '',
  zone: '',
  query,
  pageSize: undefined,
})

function unknown({ pathname }: URL): Understood {
  const notFound = () => toSent({ status: 404, body: { error: { code: 404, message: 'Not Found' } } })
  return { operation: pathname, resources: [], answer: notFound, refuse: notFound }
}

function refusalOf(kind: Refused, { operation, project }: Call, estate: GcpEstate): Answer {
  if (kind === 'deny') return gcpErrors.denied(operation, estate, `projects/${project}`)
  return kind === 'throttle' ? gcpErrors.throttled(operation) : gcpErrors.failed()
}

const toSent = ({ status, body, headers }: Answer, fields?: string | null): Sent => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  body: JSON.stringify(fields && status === 200 ? select(body, fields) : body),
})
