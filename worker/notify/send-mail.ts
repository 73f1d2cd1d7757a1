import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { isLoopback as isLoopbackName } from '../settings.ts'
import { explain } from './post-json.ts'
import { type Reach, resolveHost, SendError } from './reach.ts'
import { ReceiversRefusedError, refusedOf } from './receivers-refused.ts'

/** Milliseconds for each step of the conversation. */
const patience = 10_000

type Mail = {
  readonly smtp: string
  readonly from: string
  readonly to: readonly string[]
  /** The receivers that are still without it; all of them where absent. */
  readonly only?: readonly string[] | undefined
  readonly subject: string
  readonly text: string
  /** The same at every try. */
  readonly id: string
  readonly reach: Reach
  /** Milliseconds for the whole conversation: a server that says a little from time to time must not hold up all others. */
  readonly limit?: number
}

/**
 * Sends an e-mail by a server's address. Only this machine is spoken to without encryption. Throws `SendError`, which is a
 * `ReceiversRefusedError` when one receiver or more did not get it.
 */
export async function sendMail({
  smtp,
  from,
  to,
  only,
  subject,
  text,
  id,
  reach,
  limit = 60_000,
}: Mail): Promise<void> {
  const url = new URL(smtp)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const [address] = await resolveHost(host, reach)
  if (address === undefined) return
  const isSecure = url.protocol === 'smtps:'
  const isHere = isLoopbackName(host)
  // Loaded with the first e-mail: most workers send none.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    // The address that was checked; the certificate is still the name's.
    host: address,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: !isSecure && !isHere,
    ignoreTLS: !isSecure && isHere,
    ...(isIP(host) ? {} : { tls: { servername: host } }),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  const ended = new AbortController()
  try {
    const sent = await Promise.race([
      transport.sendMail({
        ...{ from, to: [...to], subject, text, messageId: `<${id}@plumbline>` },
        // All stand in its head, as in what the others have got.
        ...(only && { envelope: { from, to: [...only] } }),
      }),
      sleep(limit, undefined, ended).then(() => Promise.reject(new SendError('The mail server took too long.'))),
    ])
    const refused = refusedOf(sent)
    if (refused.length > 0) throw new ReceiversRefusedError(refused, true)
  } catch (cause) {
    if (cause instanceof SendError) throw cause
    const refused = refusedOf(cause)
    if (refused.length > 0) throw new ReceiversRefusedError(refused, only !== undefined)
    throw new SendError(reasonOf(cause), { cause })
  } finally {
    ended.abort()
    transport.close()
  }
}

type MailError = { readonly code?: string; readonly responseCode?: number; readonly command?: string }

/** The server's own words are left out: they may repeat what is secret. */
function reasonOf(error: unknown): string {
  const { code = '', responseCode } = error as MailError
  const answer = responseCode === undefined ? '' : ` (${responseCode})`
  if (code === 'EAUTH' || code === 'ENOAUTH') return `The mail server refused the user or the password${answer}.`
  if (code === 'EENVELOPE') return `The mail server refused the sender${answer}.`
  if (code === 'ETLS') return 'The mail server offers no encryption. Use smtps://, or another port.'
  if (code === 'ETIMEDOUT') return `The mail server did not answer within ${patience / 1000} seconds.`
  if (responseCode !== undefined) return `The mail server refused the message${answer}.`
  return explain(error)
}
