import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Endpoints } from '../../worker/connection.ts'
import { type Page, refuse, routeOf } from './azure-arm.ts'
import { type Answer, entra } from './azure-entra.ts'
import type { AzureEstate } from './azure-estate-shape.ts'
import { type Certificate, createCertificate } from './certificate.ts'
import type { CloudOptions, SimulatedCloud } from './cloud.ts'
import { page } from './page.ts'
import { type Refused, type Sent, serve, type Understood } from './serve.ts'

export type SimulatedAzure = SimulatedCloud<AzureEstate> & {
  /** For `NODE_EXTRA_CA_CERTS` of another process; this one trusts it already. */
  readonly certificate: Certificate
  /** Settings of a worker that is to find it. */
  readonly endpoints: Endpoints
}

const ownPageSize = 200

/** Microsoft Entra and Azure Resource Manager on loopback, over https: the SDK speaks nothing else. */
export async function startAzure(estate: AzureEstate, options: CloudOptions = {}): Promise<SimulatedAzure> {
  const certificate = await trustedCertificate()
  const tokens = new Set<string>()

  async function understand(request: IncomingMessage, url: URL): Promise<Understood> {
    const signIn = entra(estate, tokens, url, new URLSearchParams(await text(request)))
    const route = signIn ? undefined : routeOf(estate, url.pathname)
    const ofEntra = `${request.method} ${url.pathname.split('/').slice(2).join('/')}`
    const operation = route?.operation ?? (signIn ? ofEntra : url.pathname)
    return {
      ...{ operation, account: estate.subscription.id, resources: decodeURIComponent(url.pathname).split('/') },
      answer: () => toSent(signIn ?? answerArm(request, url, route)),
      refuse: (kind) => toSent(refusals[kind](estate, operation, url)),
    }
  }

  function answerArm(request: IncomingMessage, url: URL, route: ReturnType<typeof routeOf>): Answer {
    const problem = guard(estate, tokens, request, url)
    if (problem) return problem
    if (!route) return refuse(404, 'InvalidResourceType', 'The resource type could not be found.')
    const found = route.answer()
    return 'items' in found ? pageOf(found, url, options.pageSize ?? ownPageSize) : found
  }

  const served = await serve(understand, { ...options, certificate })
  return { ...served, estate, certificate, endpoints: { azureAuthorityHost: served.url, azure: served.url } }
}

const toSent = ({ status, body, headers }: Answer): Sent => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

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

const refusals: Readonly<Record<Refused, (estate: AzureEstate, operation: string, url: URL) => Answer>> = {
  deny: denied,
  throttle: () => ({
    ...refuse(429, 'SubscriptionRequestsThrottled', 'Number of requests for the subscription exceeded the limit.'),
    headers: { 'retry-after': '1' },
  }),
  error: () => refuse(500, 'InternalServerError', 'The server encountered an internal error.'),
}

function pageOf({ items, render }: Page, url: URL, size: number): Answer {
  const { items: shown, next } = page(items, url.searchParams.get('$skipToken'), size)
  const link = new URL(url)
  if (next) link.searchParams.set('$skipToken', next)
  return {
    status: 200,
    body: { value: shown.map((item) => render(item as never)), ...(next && { nextLink: link.href }) },
  }
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
