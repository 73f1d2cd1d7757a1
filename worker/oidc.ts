import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { toOneLine } from '../shared/one-line.ts'
import { toOidcError } from './oidc-error.ts'

/** Which provider people sign in with, and what its groups mean here. */
export type OidcSettings = {
  readonly issuer: string
  readonly clientId: string
  /** Absent for a public client. */
  readonly clientSecret?: string
  readonly scope: string
  readonly groupsClaim: string
  /** Group → ids or names of roles. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  /** Origin under which browsers reach this worker. */
  readonly publicUrl: string
}

/** What a sign-in under way must come back with. */
export type Expected = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Whom the provider vouches for. */
export type Identity = {
  readonly subject: string
  readonly name: string
  readonly email?: string
  readonly groups: readonly string[]
}

export type Provider = ReturnType<typeof createProvider>

/** Seconds that the provider is given for an answer. */
const timeout = 10

/**
 * A provider of OpenID Connect, used with the authorization code flow and PKCE. Its description is fetched when it is
 * first needed, so that a worker starts without it.
 */
export function createProvider(settings: OidcSettings) {
  const { issuer, clientId, scope, publicUrl } = settings
  const redirect = `${publicUrl}/sign-in/callback`
  let found: Promise<Configuration> | undefined

  const configuration = (): Promise<Configuration> => {
    found ??= discover(settings).catch((error) => {
      found = undefined
      throw toOidcError(error, [])
    })
    return found
  }

  return {
    issuer,
    publicUrl,
    clientId,
    roles: settings.roles,
    /** Where the browser goes, and what it must come back with. */
    async begin(): Promise<{ readonly address: URL; readonly expected: Expected }> {
      const expected = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope,
        state: expected.state,
        nonce: expected.nonce,
        code_challenge: await calculatePKCECodeChallenge(expected.verifier),
        code_challenge_method: 'S256',
      })
      return { address, expected }
    },
    /** Validates the query that the browser came back with, and the ID token. Throws whatever is wrong with them. */
    async identify(query: string, { state, nonce, verifier }: Expected): Promise<Identity> {
      const config = await configuration()
      const secrets = [
        settings.clientSecret ?? '',
        state,
        nonce,
        verifier,
        new URLSearchParams(query).get('code') ?? '',
      ]
      try {
        const tokens = await authorizationCodeGrant(config, new URL(`${redirect}${query}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        secrets.push(tokens.access_token)
        const claims = tokens.claims()
        if (!claims) throw new Error('The provider sent no ID token.')
        const hasAll = settings.groupsClaim in claims || !config.serverMetadata().userinfo_endpoint
        const more = hasAll ? {} : await fetchUserInfo(config, tokens.access_token, claims.sub)
        return toIdentity({ ...more, ...claims }, settings.groupsClaim)
      } catch (error) {
        throw toOidcError(error, secrets)
      }
    },
  }
}

/** Signatures of ID tokens are checked too. Over plain HTTP only where the settings let it be: on this machine. */
const discover = ({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> =>
  discovery(new URL(issuer), clientId, clientSecret, clientSecret === undefined ? None() : undefined, {
    timeout,
    execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
  })

function toIdentity(claims: Readonly<Record<string, unknown>>, groupsClaim: string): Identity {
  const subject = String(claims.sub)
  const word = (name: string) => (typeof claims[name] === 'string' ? toOneLine(claims[name], 200) : '')
  const email = word('email')
  const groups = [claims[groupsClaim]].flat().filter((group) => typeof group === 'string')
  return {
    subject,
    name: word('name') || word('preferred_username') || email || toOneLine(subject, 200),
    ...(email && { email }),
    groups,
  }
}
