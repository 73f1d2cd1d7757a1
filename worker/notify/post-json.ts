import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isLoopback as isLoopbackName } from '../settings.ts'
import { type Reach, resolveHost, SendError } from './reach.ts'

/** Milliseconds from the name's look-up to the answer's head. */
const patience = 10_000

type Post = {
  readonly url: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  readonly reach: Reach
}

/**
 * Posts JSON to an address that a person gave. Redirects are not followed, and what is answered is not read. Throws
 * `SendError` unless the answer is a success.
 */
export async function postJson({ url: text, body, headers = {}, reach }: Post): Promise<void> {
  const url = checkUrl(text, reach)
  const signal = AbortSignal.timeout(patience)
  const [address] = await Promise.race([resolveHost(url.hostname, reach), aborted(signal)])
  if (address === undefined) return
  const status = await send(url, { address, body, headers, signal })
  if (status >= 200 && status < 300) return
  if (status >= 300 && status < 400)
    throw new SendError(
      `The address answers with a redirect (${status}), which is not followed. Give the final address.`,
    )
  throw new SendError(`The address answered with status ${status}.`)
}

/** Throws `SendError`: only https, and http to this machine where nobody else reaches the worker. */
export function checkUrl(text: string, { isLoopback }: Reach): URL {
  const url = new URL(text)
  const isPlainAllowed = isLoopback && isLoopbackName(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPlainAllowed)) return url
  throw new SendError('The address must begin with https://.')
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(tooSlow()), { once: true }))

const tooSlow = () => new SendError(`There was no answer within ${patience / 1000} seconds.`)

type Sending = {
  readonly address: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

function send(url: URL, { address, body, headers, signal }: Sending): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const own = {
    ...{ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
    ...{ 'user-agent': 'Plumbline', ...headers },
  }
  const family = isIP(address)
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      ...{ method: 'POST', headers: own, signal, agent: false },
      // The address that was checked, whatever the name says now.
      lookup: (_, { all }, callback) => (all ? callback(null, [{ address, family }]) : callback(null, address, family)),
    })
    sending.once('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    sending.once('error', (cause) => reject(signal.aborted ? tooSlow() : new SendError(explain(cause), { cause })))
    sending.end(body)
  })
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nobody listens at the address.',
  ECONNRESET: 'The connection was broken off.',
  EHOSTUNREACH: 'The address cannot be reached.',
  ENETUNREACH: 'The address cannot be reached.',
  CERT_HAS_EXPIRED: 'The certificate of the address has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the address is not trusted.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the address is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the address is not trusted.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is of another name than the address.',
}

/** A network error in plain words; its own may hold the address, which is secret. */
export function explain(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException
  return sentences[code] ?? `The connection failed${/^[\w-]{1,50}$/.test(code) ? ` (${code})` : ''}.`
}
