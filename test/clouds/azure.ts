import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Endpoints } from '../../worker/connection.ts'
import { refuse, routeOf } from './azure-arm.ts'
import { type Answer, entra } from './azure-entra.ts'
import type { AzureEstate } from './azure-estate-shape.ts'
import { type Certificate, createCertificate } from './certificate.ts'
import type { CloudOptions, Fault, SimulatedCloud } from './cloud.ts'

export type SimulatedAzure = SimulatedCloud<AzureEstate> & {
  /** For `NODE_EXTRA_CA_CERTS` of another process; this one trusts it already. */
  readonly certificate: Certificate
  /** Settings of a worker that is to find it. */
  readonly endpoints: Endpoints
}

const ownPageSize = 200
/** Longer than people wait, shorter than the worker gives up. */
const slowness = 3000

/** Microsoft Entra and Azure Resource Manager on loopback, over https: the SDK speaks nothing else. */
export async function startAzure(estate: AzureEstate, options: CloudOptions = {}): Promise<SimulatedAzure> {
  const certificate = await trustedCertificate()
  const faults: Fault[] = []
  const calls = new Map<string, number>()
  const tokens = new Set<string>()

  async function answer(request: IncomingMessage): Promise<Faulty> {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`)
    const signIn = entra(estate, tokens, url, new URLSearchParams(await text(request)))
    const route = signIn ? undefined : routeOf(estate, url.pathname)
    const ofEntra = `${request.method} ${url.pathname.split('/').slice(2).join('/')}`
    const operation = route?.operation ?? (signIn ? ofEntra : url.pathname)
    calls.set(operation, (calls.get(operation) ?? 0) + 1)
    const fault = takeFault(faults, operation, decodeURIComponent(url.pathname), estate)
    await sleep((options.latency ?? 0) + (fault === 'slow' ? slowness : 0))
    const wrong = fault && wrongAnswers[fault]?.(estate, operation, url)
    return wrong || { ...(signIn ?? answerArm(request, url, route)), fault }
  }

  function answerArm(request: IncomingMessage, url: URL, route: ReturnType<typeof routeOf>): Answer {
    const problem = guard(estate, tokens, request, url)
    if (problem) return problem
    if (!route) return refuse(404, 'InvalidResourceType', 'The resource type could not be found.')
    const found = route.answer()
    return 'items' in found ? page(found, url, options.pageSize ?? ownPageSize) : found
  }

  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    answer(request).then(
      (made) => send(response, made),
      () => response.destroy(),
    )
  })
  const url = await listen(server, options.port ?? 0)
  const endpoints = { azureAuthorityHost: url, azure: url }
  return { url, estate, faults, calls, certificate, endpoints, close: () => close(server) }
}

type Faulty = Answer & { readonly fault?: Fault['kind'] | undefined }

/** An application without a role is refused before anything else is looked at. */
function guard(estate: AzureEstate, tokens: Set<string>, request: IncomingMessage, url: URL): Answer | undefined {
  if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) {
    return refuse(401, 'InvalidAuthenticationToken', 'The access token is invalid.')
  }
  if (!url.searchParams.has('api-version')) {
    return refuse(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  }
  return estate.hasRole ? undefined : denied(estate, routeOf(estate, url.pathname)?.operation ?? '', url)
}

const denied = ({ clientId }: AzureEstate, operation: string, { pathname }: URL) =>
  refuse(
    403,
    'AuthorizationFailed',
    `The client '${clientId}' with object id '${clientId}' does not have authorization to perform action '${operation.replace('GET ', '')}/read' over scope '${pathname}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )

const wrongAnswers: Partial<Record<Fault['kind'], (estate: AzureEstate, operation: string, url: URL) => Answer>> = {
  deny: denied,
  throttle: () => ({
    ...refuse(429, 'SubscriptionRequestsThrottled', 'Number of requests for the subscription exceeded the limit.'),
    headers: { 'retry-after': '1' },
  }),
  error: () => refuse(500, 'InternalServerError', 'The server encountered an internal error.'),
}

function takeFault(faults: Fault[], operation: string, path: string, estate: AzureEstate): Fault['kind'] | undefined {
  const fault = faults.find(
    (rule) =>
      rule.operation === operation &&
      (rule.times === undefined || rule.times > 0) &&
      (rule.account === undefined || rule.account === estate.subscription.id) &&
      (rule.resource === undefined || path.split('/').includes(rule.resource)),
  )
  if (fault?.times !== undefined) fault.times--
  return fault?.kind
}

function page(
  { items, render }: { items: readonly unknown[]; render: (item: never) => unknown },
  url: URL,
  size: number,
) {
  const start = Number(Buffer.from(url.searchParams.get('$skipToken') ?? '', 'base64url').toString() || '0')
  const next = new URL(url)
  next.searchParams.set('$skipToken', Buffer.from(String(start + size)).toString('base64url'))
  return {
    status: 200,
    body: {
      value: items.slice(start, start + size).map((item) => render(item as never)),
      ...(start + size < items.length && { nextLink: next.href }),
    },
  }
}

function send(response: ServerResponse, { status, body, headers, fault }: Faulty) {
  const whole = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  if (fault === 'malformed') return response.end('{"value":[{"id":"/subscriptions/')
  if (fault !== 'cut') return response.end(whole)
  response.write(whole.slice(0, Math.ceil(whole.length / 2)), () => response.destroy())
}

let shared: Promise<Certificate> | undefined

/** One certificate for the process, trusted by it: both by `fetch` and by what the SDK uses. */
function trustedCertificate(): Promise<Certificate> {
  shared ??= createCertificate().then((certificate) => {
    setDefaultCACertificates([...getCACertificates('default'), certificate.cert])
    return certificate
  })
  return shared
}

const listen = (server: Server, port: number) =>
  new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(`https://127.0.0.1:${(server.address() as { port: number }).port}`))
  })

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
