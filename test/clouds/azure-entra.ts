import { randomUUID } from 'node:crypto'
import type { AzureEstate } from './azure-estate-shape.ts'

export type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }

/** The part of Microsoft Entra that signs applications in; undefined for an address that is not its own. */
export function entra(estate: AzureEstate, tokens: Set<string>, url: URL, form: URLSearchParams): Answer | undefined {
  const [, tenant = '', ...rest] = url.pathname.split('/')
  const path = rest.join('/')
  if (path === 'discovery/instance') return { status: 200, body: { tenant_discovery_endpoint: url.href, metadata: [] } }
  if (path !== 'v2.0/.well-known/openid-configuration' && path !== 'oauth2/v2.0/token') return undefined
  if (tenant.toLowerCase() !== estate.tenantId) {
    return refusal(
      400,
      'invalid_tenant',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    )
  }
  if (path === 'oauth2/v2.0/token') return token(estate, tokens, form)
  const root = `${url.origin}/${tenant}`
  return {
    status: 200,
    body: {
      issuer: `${root}/v2.0`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      token_endpoint: `${root}/oauth2/v2.0/token`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    },
  }
}

function token(estate: AzureEstate, tokens: Set<string>, form: URLSearchParams): Answer {
  const clientId = form.get('client_id') ?? ''
  if (clientId.toLowerCase() !== estate.clientId) {
    return refusal(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    )
  }
  if (form.get('client_secret') !== estate.clientSecret) {
    return refusal(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    )
  }
  if (estate.isSecretExpired) {
    return refusal(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    )
  }
  const made = `simulated.${randomUUID()}`
  tokens.add(made)
  return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: made } }
}

function refusal(status: number, error: string, code: number, description: string): Answer {
  const trace = { trace_id: randomUUID(), correlation_id: randomUUID(), timestamp: '2026-01-01 00:00:00Z' }
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${trace.trace_id} Correlation ID: ${trace.correlation_id} Timestamp: ${trace.timestamp}`,
      error_codes: [code],
      ...trace,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  }
}
