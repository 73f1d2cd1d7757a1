import { createHmac, randomBytes } from 'node:crypto'

/** A secret that a receiver checks signatures with. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`

/**
 * The header `Plumbline-Signature` of a webhook: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of `SECONDS.BODY` under
 * the channel's secret. A receiver recomputes it from the body's bytes as they came, compares in constant time, and
 * refuses times that are more than five minutes off:
 *
 * ```js
 * const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request.headers['plumbline-signature']) ?? []
 * const expected = createHmac('sha256', secret).update(t + '.').update(body).digest()
 * const isOurs = t !== undefined && Math.abs(Date.now() / 1000 - t) < 300 && timingSafeEqual(expected, Buffer.from(v1, 'hex'))
 * ```
 *
 * Messages may come twice: they then have the same id.
 */
export function sign(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}
