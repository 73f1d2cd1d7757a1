import { isRecord } from '../canonical.ts'
import type { AzureFailure } from './azure-operation.ts'
import { parseJson } from './parse-json.ts'

/** An answer, or why there is none. */
export type Outcome = { readonly answer: Readonly<Record<string, unknown>> } | { readonly failure: AzureFailure }

/** More than ARM puts on a page; an endless answer must not fill the memory. */
const largestBody = 64 * 1024 * 1024
const longestAnswer = 60_000

/** One GET of an address of Azure Resource Manager. Throws only when the signal is aborted. */
export async function attempt(url: URL, token: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      // A redirect would carry the token to where nobody asked it to go.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestAnswer)]),
    })
    const body = parseJson(await readBody(response))
    if (!response.ok) return { failure: failureOf(response, body) }
    if (isRecord(body)) return { answer: body }
    return { failure: { code: 'Malformed', happened: 'the answer could not be read' } }
  } catch (error) {
    signal.throwIfAborted()
    return { failure: { code: 'NoAnswer', happened: `no complete answer (${reasonOf(error)})` } }
  }
}

async function readBody({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > largestBody) throw new Error('too large')
  }
  return text + decoder.decode()
}

function failureOf({ status, headers }: Response, body: unknown): AzureFailure {
  const error = isRecord(body) ? body.error : undefined
  const code = isRecord(error) && typeof error.code === 'string' ? error.code : ''
  const retryAfter = readRetryAfter(headers.get('retry-after'))
  return {
    status,
    // Only a word may stand in a sentence for people.
    code: /^[\w.-]{1,80}$/.test(code) ? code : `HTTP ${status}`,
    ...(retryAfter !== undefined && { retryAfter }),
  }
}

/** Seconds or a date; five minutes at most, the longest window of the published limits. */
function readRetryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(milliseconds, 0), 300_000)
}

/** A word such as ECONNRESET; messages of others may quote what must not be shown. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as { name?: string; cause?: { code?: unknown; name?: string } }
  if (name === 'TimeoutError') return 'timed out'
  return typeof cause?.code === 'string' ? cause.code : 'the connection broke'
}
