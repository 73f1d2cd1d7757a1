import type { SyncPage } from '../../shared/sync.ts'
import { syncVersion } from '../../shared/sync.ts'
import { withIdleLimit } from './idle-limit.ts'
import { pageSchema, sessionSchema } from './page-schema.ts'
import type { PairingLink } from './pairing-link.ts'
import { readCapped } from './read-capped.ts'
import { text } from './text.ts'
import { WorkerProblem } from './worker-problem.ts'

export type Role = 'reader' | 'manager'

/** Where the cache stands; `epoch` is absent before the first page. */
export type Position = { readonly after: number; readonly epoch?: string }

export type WorkerClient = ReturnType<typeof workerClient>

/** The worker's API, as far as the extension uses it. Every method throws `WorkerProblem`. */
export function workerClient({ worker, token, signedIn }: PairingLink & { readonly signedIn?: true }) {
  async function call(path: string, signal?: AbortSignal, body?: unknown): Promise<unknown> {
    const response = await request({ worker, token, path, signal, body })
    const answer = await readCapped(response).catch((cause) => {
      throw cause instanceof WorkerProblem ? cause : new WorkerProblem(text.unreachable(worker), { cause })
    })
    const json = parseJson(answer)
    if (response.ok && json !== undefined) return json
    throw new WorkerProblem(signedIn && response.status === 401 ? text.signInEnded : refusal(worker, response, json))
  }

  return {
    /** Checks that a Plumbline worker of the same wire format answers, and takes the token. */
    async session(signal?: AbortSignal): Promise<{ role: Role }> {
      const session = sessionSchema.safeParse(await call('/api/session', signal))
      if (!session.success) throw new WorkerProblem(text.notPlumbline(worker))
      if (session.data.syncVersion < syncVersion) throw new WorkerProblem(text.workerOlder)
      if (session.data.syncVersion > syncVersion) throw new WorkerProblem(text.workerNewer)
      return { role: session.data.role }
    },

    /** The next page of the change feed. */
    async page({ after, epoch }: Position, signal?: AbortSignal): Promise<SyncPage> {
      const query = new URLSearchParams({ after: String(after), ...(epoch && { epoch }) })
      const json = await call(`/api/sync?${query}`, signal)
      const page = pageSchema.safeParse(json)
      if (page.success) return page.data
      throw new WorkerProblem(otherVersion(json) ?? text.badPage, { cause: page.error })
    },

    /** Revokes the token of a sign-in. */
    async signOut(): Promise<void> {
      await request({ worker, token, path: '/api/session', method: 'DELETE' })
    },

    /** Reads one resource live and evaluates it; the result arrives with the next sync. */
    async reevaluate(resourceId: string, cid?: number): Promise<void> {
      await call('/api/evaluations/reevaluate', undefined, { resourceId, ...(cid !== undefined && { cid }) })
    },
  }
}

type Call = PairingLink & {
  readonly path: string
  readonly signal?: AbortSignal | undefined
  readonly body?: unknown
  readonly method?: string
}

/**
 * Sends a request with a token; throws `WorkerProblem` where nothing answers within a minute. A redirect is refused, for the
 * token would follow it.
 */
export async function request({
  worker,
  token,
  path,
  signal,
  body,
  method = body === undefined ? 'GET' : 'POST',
}: Call) {
  const send = (end: AbortSignal) =>
    fetch(new URL(path, worker), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: end,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
  try {
    return await withIdleLimit(send, signal)
  } catch (cause) {
    const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError'
    throw new WorkerProblem(isTimeout ? text.timeout(worker) : text.unreachable(worker), { cause })
  }
}

/** Errors of a worker are problem details (RFC 9457); anything else is not one. */
function refusal(worker: string, { status, headers }: Response, json: unknown): string {
  const isProblem = headers.get('content-type')?.includes('problem+json') && typeof json === 'object'
  if (!isProblem) return text.notPlumbline(worker)
  if (status === 401) return text.wrongToken
  if (status === 403) return text.refused
  if (status === 404) return text.gone
  const { detail } = json as { detail?: unknown }
  return typeof detail === 'string' && detail !== '' ? detail.slice(0, 500) : text.failed(status)
}

function otherVersion(json: unknown): string | undefined {
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined
  if (typeof version !== 'number' || version === syncVersion) return undefined
  return version < syncVersion ? text.workerOlder : text.workerNewer
}

/** What a text is as JSON; `undefined` where it is none. */
export function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}
