import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CloudOptions, Fault, SimulatedCloud } from './cloud.ts'

/** An answer as it goes out. */
export type Sent = {
  readonly status?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body: string
}

/** The faults that a provider answers in its own words. */
export type Refused = Extract<Fault['kind'], 'deny' | 'throttle' | 'error'>

/** A request that a provider has understood: what faults are matched with, and its two ways to answer. */
export type Understood = {
  readonly operation: string
  readonly region?: string
  readonly account?: string | undefined
  /** Names that the request carries. */
  readonly resources: readonly string[]
  readonly answer: () => Sent
  readonly refuse: (kind: Refused) => Sent
}

type Options = Pick<CloudOptions, 'port' | 'latency'> & {
  /** For https. */
  readonly certificate?: { readonly key: string; readonly cert: string }
}

/** Milliseconds that a call of the fault `slow` takes: longer than people wait, shorter than the worker gives up. */
const slowness = 2_000

/** What the simulated providers share: they listen, count, play the faults, and answer, cut off or garbled if need be. */
export async function serve(
  understand: (request: IncomingMessage, url: URL) => Promise<Understood>,
  { port = 0, latency = 0, certificate }: Options,
): Promise<Pick<SimulatedCloud<unknown>, 'url' | 'faults' | 'calls' | 'places' | 'close'>> {
  const faults: Fault[] = []
  const calls = new Map<string, number>()
  const places = new Map<string, number>()

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await understand(request, new URL(request.url ?? '/', url))
    const place = `${asked.region ?? ''} ${asked.operation}`
    calls.set(asked.operation, (calls.get(asked.operation) ?? 0) + 1)
    places.set(place, (places.get(place) ?? 0) + 1)
    const fault = takeFault(faults, asked)
    const delay = latency + (fault === 'slow' ? slowness : 0)
    if (delay > 0) await sleep(delay)
    send(response, isRefused(fault) ? asked.refuse(fault) : asked.answer(), fault)
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  }

  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const url = `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, faults, calls, places, close }
}

/** The first rule that matches, used up where it is limited. */
function takeFault(faults: readonly Fault[], asked: Understood): Fault['kind'] | undefined {
  const found = faults.find(
    ({ operation, region, account, resource, times }) =>
      operation === asked.operation &&
      times !== 0 &&
      (region ?? asked.region) === asked.region &&
      (account ?? asked.account) === asked.account &&
      (resource === undefined || asked.resources.includes(resource)),
  )
  if (found?.times) found.times--
  return found?.kind
}

const isRefused = (fault: Fault['kind'] | undefined): fault is Refused =>
  fault === 'deny' || fault === 'throttle' || fault === 'error'

/** `cut`: the connection breaks in the middle of the body. `malformed`: a body that ends too soon, as if it were all. */
function send(response: ServerResponse, { status = 200, headers, body }: Sent, fault: Fault['kind'] | undefined): void {
  const half = body.slice(0, Math.ceil(body.length / 2))
  if (fault !== 'cut') {
    response.writeHead(status, headers).end(fault === 'malformed' ? half : body)
    return
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.write(half, () => response.destroy())
}
