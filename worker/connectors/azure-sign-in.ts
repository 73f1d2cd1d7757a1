import { ConnectionError } from '../connection.ts'

type AzureIdentity = { readonly tenantId: string; readonly clientId: string }
type Options = { readonly authorityHost: string | undefined; readonly scope: string; readonly signal: AbortSignal }

/** How long before its end a token is replaced. */
const margin = 300_000
const longestSignIn = 60_000

/**
 * Gives access tokens for an application that signs in with a client secret. The function that it returns throws
 * `ConnectionError`, never with the secret: the SDK's own errors carry the request, and are not passed on.
 */
export async function createSignIn(identity: AzureIdentity, secret: string, options: Options) {
  const { authorityHost, scope, signal } = options
  // 200 ms and 40 MB: loaded only where an Azure connector is used.
  const { ClientSecretCredential } = await import('@azure/identity')
  const credential = new ClientSecretCredential(identity.tenantId, identity.clientId, secret, {
    ...(authorityHost && { authorityHost, disableInstanceDiscovery: true }),
    retryOptions: { maxRetries: 2, maxRetryDelayInMs: 2000 },
  })
  let known: Promise<{ readonly token: string; readonly expiresOnTimestamp: number }> | undefined

  async function signIn() {
    try {
      return await credential.getToken(scope, {
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(longestSignIn)]),
      })
    } catch (error) {
      signal.throwIfAborted()
      throw await explain(error, identity, options)
    }
  }

  return async function token(): Promise<string> {
    const current = await known?.catch(() => undefined)
    if (current && current.expiresOnTimestamp - margin > Date.now()) return current.token
    known = signIn()
    return (await known).token
  }
}

async function explain(error: unknown, identity: AzureIdentity, options: Options): Promise<ConnectionError> {
  const code = codeIn(error instanceof Error ? error.message : '') ?? (await codeOfTenant(identity, options))
  return describe(code, identity)
}

/** Entra's error number: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const codeIn = (text: string): string | undefined => /AADSTS(\d{4,8})/.exec(text)?.[1]

/** The SDK hides why a tenant's endpoints could not be read, so they are asked for once more. */
async function codeOfTenant({ tenantId }: AzureIdentity, { authorityHost, signal }: Options) {
  const host = (authorityHost || 'https://login.microsoftonline.com').replace(/\/+$/, '')
  try {
    const url = `${host}/${tenantId}/v2.0/.well-known/openid-configuration`
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    })
    return codeIn((await answer.text()).slice(0, 10_000)) ?? 'unreadable'
  } catch {
    signal.throwIfAborted()
    return 'unreachable'
  }
}

type Explanation = readonly [reason: string, advice: string]

function describe(code: string, { tenantId, clientId }: AzureIdentity): ConnectionError {
  const noTenant: Explanation = [
    `Microsoft Entra knows no directory ${tenantId}.`,
    'Repeat step 1 of the guide: copy the Directory (tenant) ID from the overview of the application.',
  ]
  const noApplication: Explanation = [
    `The directory ${tenantId} has no application ${clientId}.`,
    'Repeat step 1 of the guide: copy the Application (client) ID and the Directory (tenant) ID from the same overview.',
  ]
  const known: Readonly<Record<string, Explanation>> = {
    '90002': noTenant,
    '900021': noTenant,
    '900023': noTenant,
    '700016': noApplication,
    '7000229': noApplication,
    '7000112': [
      `The application ${clientId} is disabled.`,
      'Enable it under Enterprise applications > Properties, or repeat step 1 of the guide with another one.',
    ],
    '7000215': [
      `Microsoft Entra did not accept the client secret of the application ${clientId}.`,
      'Repeat step 2 of the guide: copy the Value of a client secret, not its Secret ID.',
    ],
    '7000222': [
      `The client secret of the application ${clientId} has expired.`,
      'Repeat step 2 of the guide: create a new client secret and paste its Value.',
    ],
    '53003': [
      `A Conditional Access policy keeps the application ${clientId} from signing in.`,
      'Let the policy exclude this application, or the address that the worker calls from.',
    ],
    unreachable: [
      'Microsoft Entra could not be reached.',
      'Check that this machine can reach login.microsoftonline.com, or AZURE_AUTHORITY_HOST where it is set.',
    ],
    unreadable: [
      'Microsoft Entra answered in a way that could not be read.',
      'Try again in a few minutes; check AZURE_AUTHORITY_HOST where it is set.',
    ],
  }
  const [reason, advice] = known[code] ?? [
    `Microsoft Entra refused to sign the application in (AADSTS${code}).`,
    `Look up AADSTS${code} at https://login.microsoftonline.com/error, then repeat steps 1 and 2 of the guide.`,
  ]
  return new ConnectionError(reason, advice)
}
