import { setTimeout as delay } from 'node:timers/promises'
import type { GcpClients } from '../clients.ts'
import { ConnectionError } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { type Failure, toOperationError } from './gcp-error.ts'
import { bucketOf, type Wait } from './gcp-rate.ts'

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

  async function call<Answer>(method: string, request: () => Promise<{ data: Answer }>): Promise<Answer> {
    const bucket = bucketOf(project, method.split('.')[0] ?? '', { now: Date.now, wait })
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted()
      await bucket.take(signal)
      calls++
      const outcome = await attemptOnce(request)
      if ('answer' in outcome) return outcome.answer
      signal.throwIfAborted()
      const error = toOperationError(method, outcome.failure, projectNumber())
      if (attempt >= triesFor(error, outcome.failure)) throw error
      await wait(outcome.failure.retryAfter ?? backoff(attempt), signal)
    }
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

type Outcome<Answer> = { readonly answer: Answer } | { readonly failure: Failure & { readonly retryAfter?: number } }

async function attemptOnce<Answer>(request: () => Promise<{ data: Answer }>): Promise<Outcome<Answer>> {
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
function failureOf(error: unknown): Failure & { readonly retryAfter?: number } {
  // The key was refused in the middle of a run: asking again would not help.
  if (error instanceof ConnectionError) return { status: 401, message: error.message }
  const { message = '', response } = error as Thrown
  const header = response?.headers?.get?.('retry-after') ?? response?.headers?.['retry-after']
  const seconds = Number(header)
  return {
    status: response?.status,
    body: typeof response?.data === 'string' ? parse(response.data) : response?.data,
    message: response === undefined ? `no answer (${message})` : 'no reason given',
    ...(header && seconds > 0 ? { retryAfter: Math.min(seconds, 60) * 1000 } : {}),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function triesFor({ failure }: OperationError, { status }: Failure): number {
  if (failure === 'throttled') return tries.throttled
  return failure === 'failed' && (status === undefined || status >= 500 || status === 408) ? tries.failed : 1
}

/** 0.5 s, doubled each time, with up to a quarter of jitter so that shards do not come back together. */
const backoff = (attempt: number) => 500 * 2 ** (attempt - 1) * (1 + Math.random() / 4)

const pause: Wait = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, { signal })
}

const endless = (method: string) =>
  new OperationError({
    operation: method,
    failure: 'failed',
    code: 'EndlessPages',
    message: `${method} failed: the answer points to the page that it is.`,
  })
