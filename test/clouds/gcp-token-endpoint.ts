import { createVerify, randomUUID } from 'node:crypto'
import type { Answer } from './gcp-errors.ts'
import type { GcpEstate } from './gcp-estate.ts'

const refused = (description: string, error = 'invalid_grant'): Answer => ({
  status: 400,
  body: { error, error_description: description },
})

/** Google's token endpoint: trades a signed assertion of the estate's service account for an access token. */
export function createTokenEndpoint(estate: GcpEstate, audience: () => string) {
  const tokens = new Set<string>()

  function grant(form: URLSearchParams): Answer {
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return refused('Invalid grant_type', 'unsupported_grant_type')
    const [head = '', body = '', signature = ''] = (form.get('assertion') ?? '').split('.')
    const [header, claims] = [decode(head), decode(body)]
    if (claims.iss !== estate.account.email) return refused('Invalid grant: account not found')
    if (estate.account.disabled) return refused('The service account is disabled.')
    const key = estate.account.keys[String(header.kid)]
    const isSigned = key && createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url')
    if (!isSigned || header.alg !== 'RS256') return refused('Invalid JWT Signature.')
    if (claims.aud !== audience()) return refused('Invalid JWT: Failed audience check.')
    if (!isTimely(claims))
      return refused(
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      )
    const token = `ya29.${randomUUID()}`
    tokens.add(token)
    return { status: 200, body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } }
  }

  const isKnown = (authorization: string | undefined) => tokens.has(authorization?.replace(/^Bearer /, '') ?? '')
  return { grant, isKnown }
}

type Claims = Readonly<Record<string, unknown>>

function decode(part: string): Claims {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims
  } catch {
    return {}
  }
}

function isTimely({ iat, exp }: Claims): boolean {
  const now = Date.now() / 1000
  return Math.abs(Number(iat) - now) < 300 && Number(exp) > now && Number(exp) - Number(iat) <= 3600
}
