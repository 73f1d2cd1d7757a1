import { createPrivateKey, createSign, type KeyObject } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { gcpKey } from '../../shared/connector-draft.ts'
import { ConnectionError, type Endpoints } from '../connection.ts'

export type ServiceAccountKey = z.infer<typeof gcpKey>
type AccessToken = { readonly access_token: string; readonly expiry_date: number }
/** Posts a form; resolves with whatever was answered, rejects when nothing was. */
type PostForm = (url: string, form: URLSearchParams) => Promise<{ status: number; data: unknown }>

/** What the roles of the service account allow is what it may do; a narrower scope would hide ACLs from those who may read them. */
const scope = 'https://www.googleapis.com/auth/cloud-platform'
const newKey = 'Create a new JSON key for the service account and replace the key of this connector with it.'

/**
 * Trades a service-account key for an access token: the JWT bearer grant of RFC 7523, at the key's own `token_uri`.
 * The SDK's own flow ignores `token_uri`. https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function createTokenSource(key: ServiceAccountKey, endpoints: Endpoints, post: PostForm) {
  const address = tokenAddress(key, endpoints)
  const privateKey = readPrivateKey(key)
  let pending: Promise<AccessToken> | undefined

  async function grant(): Promise<AccessToken> {
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signAssertion(key, privateKey, address),
    }
    // A new form each time: gaxios blots out the grant in the one that it was given when the connection breaks.
    const { status, data } = await patiently(address, () => post(address, new URLSearchParams(form)))
    const { access_token, expires_in } = (data ?? {}) as Partial<Record<string, unknown>>
    if (status !== 200 || typeof access_token !== 'string') throw refusal(key, status, data)
    return { access_token, expiry_date: Date.now() + (Number(expires_in) || 3600) * 1000 }
  }

  /** One grant at a time: shards that start together share it. */
  return () => {
    pending ??= grant().finally(() => {
      pending = undefined
    })
    return pending
  }
}

type Answer = Awaited<ReturnType<PostForm>>

/** Three tries, half a second and a second apart: what fails, limits or breaks off now often answers well then. */
async function patiently(address: string, ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask().catch(() => undefined)
    if (answer && (!isPassing(answer) || attempt === 3)) return answer
    if (attempt === 3)
      throw new ConnectionError(
        `Google's token endpoint ${new URL(address).host} did not answer.`,
        'Check that the worker may reach it, through the proxy if there is one, and test again.',
      )
    await delay(500 * attempt)
  }
}

const isPassing = ({ status, data }: Answer) => status === 429 || status >= 500 || typeof data !== 'object'

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** Where the key's signature is sent: to Google or to what the operator of the worker named, never elsewhere. */
function tokenAddress({ token_uri }: ServiceAccountKey, { gcp }: Endpoints): string {
  const url = new URL(token_uri ?? 'https://oauth2.googleapis.com/token')
  const isGoogle = url.hostname === 'googleapis.com' || url.hostname.endsWith('.googleapis.com')
  const override = gcp !== undefined && URL.canParse(gcp) ? new URL(gcp) : undefined
  const isOverride = override?.host === url.host
  // A simulated cloud may keep its tokens at another port. Nobody else's key makes the worker call on this machine.
  const isLocal = loopback.includes(url.hostname) && loopback.includes(override?.hostname ?? '')
  // Keys made before 2018 name the address that this one replaced.
  if (url.href === 'https://accounts.google.com/o/oauth2/token') return 'https://oauth2.googleapis.com/token'
  if ((url.protocol === 'https:' && (isGoogle || isOverride || isLocal)) || (url.protocol === 'http:' && isLocal))
    return url.href
  throw new ConnectionError(
    `The key names ${url.host} as its token endpoint ("token_uri"), which is not Google's.`,
    'Download the key again from the service account in the Google Cloud console and replace it here.',
  )
}

function readPrivateKey({ private_key }: ServiceAccountKey): KeyObject {
  try {
    return createPrivateKey(private_key)
  } catch {
    throw new ConnectionError('The private key in the key file cannot be read: it is damaged or cut off.', newKey)
  }
}

function signAssertion(key: ServiceAccountKey, privateKey: KeyObject, audience: string): string {
  const issued = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ alg: 'RS256', typ: 'JWT', kid: key.private_key_id })
  const claims = part({ iss: key.client_email, scope, aud: audience, iat: issued, exp: issued + 3600 })
  const signature = createSign('RSA-SHA256').update(`${header}.${claims}`).sign(privateKey, 'base64url')
  return `${header}.${claims}.${signature}`
}

function refusal({ client_email }: ServiceAccountKey, status: number, data: unknown): ConnectionError {
  const { error, error_description } = (data ?? {}) as Partial<Record<string, unknown>>
  const description = typeof error_description === 'string' ? error_description : ''
  if (status >= 500 || typeof error !== 'string')
    return new ConnectionError(
      `Google's token endpoint answered HTTP ${status}.`,
      'This is on the side that answered: test again in a few minutes.',
    )
  if (/reasonable timeframe|short-lived|check your iat/i.test(description))
    return new ConnectionError(
      "Google refused the sign-in because the worker's clock is wrong.",
      'Set the clock of the machine that runs the worker (time synchronisation) and test again.',
    )
  if (/account not found|deleted/i.test(description))
    return new ConnectionError(
      `The service account ${client_email} does not exist any more.`,
      'Create a service account as the guide says, grant it the role, and replace the key of this connector.',
    )
  if (/disabled/i.test(description) || error === 'disabled_client')
    return new ConnectionError(
      `The service account ${client_email} is disabled.`,
      'Enable it under IAM & Admin, Service Accounts, and test again.',
    )
  return new ConnectionError(
    `Google refused the key of ${client_email} (${error}): it has been deleted, disabled or has expired.`,
    newKey,
  )
}
