import type { ConnectorSettings } from '../shared/connector.ts'
import type { Cloud } from '../shared/resource.ts'
import type { ClientsOf } from './clients.ts'

/** An account of an organization, as the provider lists it: `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`, … */
export type OrganizationAccount = { readonly id: string; readonly name: string; readonly state: string }

/** Signed in to one account: what a run works with. */
export type Connection<C extends Cloud = Cloud> = {
  readonly cloud: C
  readonly account: string
  readonly partition: string
  /** The enabled regions; what is disabled or not opted into is left alone. Empty for clouds that list without regions. */
  readonly regions: readonly string[]
  readonly clients: (region: string) => ClientsOf[C]
  /** AWS: every account of the organization, or none of them: throws `OperationError`. */
  readonly accounts?: () => Promise<readonly OrganizationAccount[]>
  /** API calls made so far, retries included. */
  readonly apiCalls: () => number
}

/** Operator's overrides of the providers' addresses, from the settings. */
export type Endpoints = {
  readonly azureAuthorityHost?: string
  readonly azure?: string
  readonly gcp?: string
}

/**
 * Signs in with a connector's settings and secret, and checks that it reached the account that it names.
 * Throws `ConnectionError`.
 */
export type Connect = (
  settings: ConnectorSettings,
  secret: string | undefined,
  options: {
    readonly endpoints: Endpoints
    readonly signal: AbortSignal
    /** AWS: the actions that its type confines the connector to. */
    readonly limits?: readonly string[] | undefined
    /** AWS: an organization keeps this connector. */
    readonly isMember?: boolean
  },
) => Promise<Connection>

/** Signing in failed: which step of the guide to repeat, in one sentence each. Never holds a secret. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  /** What to do about it. */
  readonly advice: string

  constructor(reason: string, advice: string, cause?: unknown) {
    super(reason, { cause })
    this.advice = advice
  }
}
