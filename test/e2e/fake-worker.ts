import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SyncEvaluation, SyncPage } from '../../shared/sync.ts'
import { syncVersion } from '../../shared/sync.ts'
import { type FakeEstate, summaryOf } from './fake-estate.ts'

export type FakeWorker = Awaited<ReturnType<typeof startFakeWorker>>

type Options = {
  readonly estate: FakeEstate
  /** A free port where not given. */
  readonly port?: number
  /** Resources in a page of the change feed. */
  readonly pageSize?: number
  readonly role?: 'reader' | 'manager'
}

/**
 * A worker on loopback for tests of the extension alone: `/api/session`, `/api/sync` in pages and
 * `/api/evaluations/reevaluate`, after which the resource passes. It has no database, clouds or controls.
 */
export async function startFakeWorker({ estate, port = 0, pageSize = 2000, role = 'manager' }: Options) {
  const token = 'plb_fake-worker-token-0123456789'
  const state = {
    epoch: 'fake-1',
    estate,
    /** Evaluations that changed after the first pages, with their number in the feed. */
    later: [] as { readonly seq: number; readonly evaluation: SyncEvaluation }[],
    syncVersion: syncVersion as number,
    /** Milliseconds before each answer. */
    delay: 0,
    requests: [] as string[],
  }

  const pagesOfEstate = () => Math.max(1, Math.ceil(state.estate.resources.length / pageSize))

  /** Page n of the first sync has seq n; each later change has a number of its own. */
  function page(after: number): SyncPage {
    const pages = pagesOfEstate()
    const isFirst = after < pages
    const resources = isFirst ? state.estate.resources.slice(after * pageSize, (after + 1) * pageSize) : []
    const rids = new Set(resources.map(([rid]) => rid))
    const later = state.later.filter(({ seq }) => seq > after)
    const more = isFirst && (after + 1 < pages || later.length > 0)
    const evaluations = isFirst
      ? state.estate.evaluations.filter(([, rid]) => rids.has(rid))
      : later.map(({ evaluation }) => evaluation)
    return {
      version: syncVersion,
      epoch: state.epoch,
      seq: isFirst ? after + 1 : Math.max(after, ...later.map(({ seq }) => seq)),
      more,
      controls: after === 0 ? state.estate.controls : [],
      policies: [],
      connectors: after === 0 ? state.estate.connectors : [],
      resources,
      evaluations,
      removed: { controls: [], policies: [], connectors: [], resources: [], evaluations: [] },
      ...(!more && (isFirst || later.length > 0) && { summary: state.estate.summary }),
    }
  }

  function pass(resourceId: string, cid?: number): void {
    const rid = state.estate.resources.find(([, id]) => id === resourceId)?.[0]
    const isMeant = ([one, of]: SyncEvaluation) => of === rid && (cid === undefined || one === cid)
    const now = new Date().toISOString()
    const seq = Math.max(pagesOfEstate(), ...state.later.map((change) => change.seq)) + 1
    for (const [one, of, , evidence, first] of state.estate.evaluations.filter(isMeant)) {
      state.later.push({ seq, evaluation: [one, of, 0, evidence, first, now, null, now] })
    }
    const evaluations = state.estate.evaluations.filter((evaluation) => !isMeant(evaluation))
    const { resources } = state.estate.summary
    state.estate = { ...state.estate, evaluations, summary: summaryOf(evaluations, resources) }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    state.requests.push(`${request.method} ${url.pathname}${url.search}`)
    if (state.delay > 0) await new Promise((resolve) => setTimeout(resolve, state.delay))
    if (request.headers.authorization !== `Bearer ${token}`) return problem(response, 401, 'The token is not known.')
    if (url.pathname === '/api/session')
      return send(response, { role, version: '0.1.0', syncVersion: state.syncVersion })
    if (url.pathname === '/api/sync') {
      const isOther = (url.searchParams.get('epoch') ?? state.epoch) !== state.epoch
      return send(response, page(isOther ? 0 : Number(url.searchParams.get('after') ?? 0)))
    }
    if (url.pathname === '/api/evaluations/reevaluate' && request.method === 'POST') {
      if (role === 'reader') return problem(response, 403, 'This token may only read.')
      const { resourceId, cid } = JSON.parse(await body(request)) as { resourceId: string; cid?: number }
      pass(resourceId, cid)
      return send(response, [])
    }
    return problem(response, 404, 'There is no such path.')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => problem(response, 500, String(error)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    token,
    link: `${url}/pair#token=${token}`,
    state,
    /** As if the resource had been fixed and evaluated on the worker's own schedule. */
    pass,
    /** As if the database had been put away and another one begun. */
    replace(other: FakeEstate): void {
      state.estate = other
      state.later = []
      state.epoch = `fake-${Math.random()}`
    },
    close(): Promise<void> {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function send(response: ServerResponse, value: unknown, status = 200, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value))
}

const problem = (response: ServerResponse, status: number, detail: string) =>
  send(response, { type: 'about:blank', title: 'Refused', status, detail }, status, 'application/problem+json')

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
