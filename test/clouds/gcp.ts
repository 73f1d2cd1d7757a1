import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { CloudOptions, Fault, SimulatedCloud } from './cloud.ts'
import { type Answer, gcpErrors } from './gcp-errors.ts'
import type { GcpEstate } from './gcp-estate.ts'
import { select } from './gcp-fields.ts'
import { answer, type Call, recognise } from './gcp-operations.ts'
import { createTokenEndpoint } from './gcp-token-endpoint.ts'

export { demoGcpEstate } from './gcp-demo-estate.ts'
export { emptyGcpEstate, type GcpEstate, gcpKey } from './gcp-estate.ts'
export { generateGcpEstate } from './gcp-generated-estate.ts'
export { hostileGcpEstate } from './gcp-hostile-estate.ts'

/**
 * Google Cloud on loopback: the token endpoint at `/token`, Compute Engine, Cloud Storage and Resource Manager. Faults
 * name method ids, such as `compute.firewalls.list`, or `oauth2.token`.
 */
export async function startGcp(estate: GcpEstate, options: CloudOptions = {}): Promise<SimulatedCloud<GcpEstate>> {
  const faults: Fault[] = []
  const calls = new Map<string, number>()
  const endpoint = createTokenEndpoint(estate, () => `${url}/token`)

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const address = new URL(request.url ?? '/', url)
    const call = address.pathname === '/token' ? tokenCall(address) : recognise(address, estate, options.pageSize)
    if (!call) return send(response, { status: 404, body: { error: { code: 404, message: 'Not Found' } } })
    calls.set(call.operation, (calls.get(call.operation) ?? 0) + 1)
    if (options.latency) await delay(options.latency)

    const fault = takeFault(faults, call, estate)
    if (fault?.kind === 'slow') await delay(2_000)
    const failed = fault && answerOfFault(fault, call, estate)
    if (failed) return send(response, failed)
    const given = await answerTo(request, call)
    const fields = call.query.get('fields')
    const masked = fields && given.status === 200 ? { ...given, body: select(given.body, fields) } : given
    return fault?.kind === 'cut' || fault?.kind === 'malformed'
      ? spoil(response, masked, fault.kind)
      : send(response, masked)
  }

  async function answerTo(request: IncomingMessage, call: Call): Promise<Answer> {
    if (call.operation === 'oauth2.token') return endpoint.grant(new URLSearchParams(await textOf(request)))
    return endpoint.isKnown(request.headers.authorization) ? answer(call, estate) : gcpErrors.unauthenticated()
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url, estate, faults, calls, close }
}

const tokenCall = ({ searchParams: query }: URL): Call => ({
  operation: 'oauth2.token',
  project: '',
  name: '',
  zone: '',
  query,
  pageSize: undefined,
})

/** The first rule that matches, used up where it is limited. */
function takeFault(faults: readonly Fault[], call: Call, estate: GcpEstate): Fault | undefined {
  const found = faults.find(
    ({ operation, region, account, resource, times }) =>
      operation === call.operation &&
      (region ?? call.zone) === call.zone &&
      (account ?? estate.project.id) === estate.project.id &&
      (resource ?? call.name) === call.name &&
      times !== 0,
  )
  if (found?.times !== undefined) found.times--
  return found
}

function answerOfFault({ kind }: Fault, { operation, project }: Call, estate: GcpEstate): Answer | undefined {
  if (kind === 'deny') return gcpErrors.denied(operation, estate, `projects/${project}`)
  if (kind === 'throttle') return gcpErrors.throttled(operation)
  return kind === 'error' ? gcpErrors.failed() : undefined
}

const json = { 'content-type': 'application/json; charset=UTF-8' }

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body))
}

/** `cut`: the connection breaks in the middle of the body. `malformed`: a body that ends too soon, as if it were all. */
function spoil(response: ServerResponse, { status, body }: Answer, kind: 'cut' | 'malformed'): void {
  const text = JSON.stringify(body)
  const half = text.slice(0, Math.ceil(text.length / 2))
  if (kind === 'malformed') {
    response.writeHead(status, json).end(half)
    return
  }
  response.writeHead(status, { ...json, 'content-length': Buffer.byteLength(text) })
  response.write(half, () => response.destroy())
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
