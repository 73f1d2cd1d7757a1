import type { GcpClients } from '../clients.ts'
import { ConnectionError } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { type Failure, toOperationError } from './gcp-error.ts'
import { paceOf } from './gcp-pace.ts'
import { pause, realClock, type Wait } from './pace.ts'
import { parseJson } from './parse-json.ts'
import { type Outcome, persist } from './persist.ts'

/** What Google calls go through: bounded by quota, retried, counted, and named when they fail. */
export type GcpCaller = Pick<GcpClients, 'pages' | 'call'> & { readonly calls: () => number }

type Options = {
  /** The project whose quota is used. */
  readonly project: string
  /** Its number, once known; see `toOperationError`. */
  readonly projectNumber?: () => string | undefined
  readonly signal: AbortSignal
  readonly wait?: Wait
}

/** A rate limit is refilled by the minute: seven tries reach into the next one. */
const tries = { throttled: 7, failed: 4 }

export function createGcpCaller({
  project,
  projectNumber = () => undefined,
  signal,
  wait = pause,
}: Options): GcpCaller {
  let calls = 0

  function call<Answer>(method: string, request: () => Promise<{ data: Answer }>): Promise<Answer> {
    const pace = paceOf(project, method.split('.')[0] ?? '', { ...realClock, wait })
    const once = async (): Promise<Outcome<Answer>> => {
      signal.throwIfAborted()
      await pace.take(signal)
      calls++
      const outcome = await attemptOnce(request)
      if ('answer' in outcome) return outcome
      signal.throwIfAborted()
      return { ...outcome.failure, error: toOperationError(method, outcome.failure, projectNumber()) }
    }
    return persist(once, tries, (delay) => wait(delay, signal))
  }

  async function* pages<Page extends { nextPageToken?: string | null }>(
    method: string,
    request: (pageToken: string | undefined) => Promise<{ data: Page }>,
  ): AsyncIterable<Page> {
    for (let token: string | undefined; ; ) {
      const page: Page = await call(method, () => request(token))
      yield page
      const next: string | undefined = page.nextPageToken || undefined
      if (next === undefined) return
      if (next === token) throw endless(method)
      token = next
    }
  }
  return { call, pages, calls: () => calls }
}

type Missed = Failure & { readonly retryAfter?: number }

async function attemptOnce<Answer>(
  request: () => Promise<{ data: Answer }>,
): Promise<{ readonly answer: Answer } | { readonly failure: Missed }> {
  try {
    const { data } = await request()
    // A body that is no JSON arrives as the text it was.
    if (typeof data === 'object' && data !== null) return { answer: data }
    return { failure: { message: 'the answer could not be read' } }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

type Thrown = {
  readonly message?: string
  readonly response?: {
    readonly status?: number
    readonly data?: unknown
    readonly headers?: { readonly get?: (name: string) => string | null } & Readonly<Record<string, unknown>>
  }
}

/** The SDK's error holds the request with its headers: nothing of that is kept. */
function failureOf(error: unknown): Missed {
  // The key was refused in the middle of a run: asking again would not help.
  if (error instanceof ConnectionError) return { status: 401, message: error.message }
  const { message = '', response } = error as Thrown
  const header = response?.headers?.get?.('retry-after') ?? response?.headers?.['retry-after']
  const seconds = Number(header)
  return {
    status: response?.status,
    body: typeof response?.data === 'string' ? parseJson(response.data) : response?.data,
    message: response === undefined ? `no answer (${message})` : 'no reason given',
    ...(header && seconds > 0 ? { retryAfter: Math.min(seconds, 60) * 1000 } : {}),
  }
}

const endless = (method: string) =>
  new OperationError({
    operation: method,
    failure: 'failed',
    code: 'EndlessPages',
    message: `${method} failed: the answer points to the page that it is.`,
  })
