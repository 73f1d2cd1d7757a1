import { OperationError, type OperationFailure } from '../operation-error.ts'

/** A call to Azure Resource Manager by the names that people know: its operation and the permission that it needs. */
export type AzureOperation = { readonly operation: string; readonly permission: string; readonly provider: string }

/**
 * `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers` is the operation
 * `GET Microsoft.Storage/storageAccounts/blobServices/containers`.
 */
export function operationOf(path: string): AzureOperation {
  const [, tail] = /.*\/providers\/(.+)$/i.exec(path) ?? []
  const [provider = '', ...segments] = tail ? tail.split('/') : ['Microsoft.Resources', ...path.split('/').slice(1)]
  const type = [provider, ...segments.filter((_, index) => index % 2 === 0)].join('/')
  return { operation: `GET ${type}`, permission: `${type}/read`, provider }
}

/** What went wrong with one attempt at a call. */
export type AzureFailure = {
  /** Absent where there was no answer. */
  readonly status?: number
  /** ARM's error code, or a word of ours: `NoAnswer`, `Malformed`. */
  readonly code: string
  /** For `failed` alone: what happened, as the end of a sentence. */
  readonly happened?: string
  /** Milliseconds that Azure asks to wait. */
  readonly retryAfter?: number
}

/** Codes that say that a service is off in the subscription, whatever their status. */
const disabledCodes = [
  'MissingSubscriptionRegistration',
  'SubscriptionNotRegistered',
  'DisallowedProvider',
  'DisabledSubscription',
  'ReadOnlyDisabledSubscription',
  'FeatureNotSupportedForAccount',
]

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
function kindOf({ status, code }: AzureFailure): OperationFailure {
  if (disabledCodes.includes(code)) return 'disabled'
  if (status === 429 || code === 'TooManyRequests') return 'throttled'
  if (status === 401 || status === 403) return 'denied'
  return status === 404 ? 'absent' : 'failed'
}

export function toOperationError({ operation, permission }: AzureOperation, failure: AzureFailure): OperationError {
  const kind = kindOf(failure)
  const message = sentences[kind]({ operation, permission, ...failure })
  return new OperationError({ operation, permission, failure: kind, code: failure.code, message })
}

type Told = AzureFailure & { readonly operation: string; readonly permission: string }

const sentences: Readonly<Record<OperationFailure, (told: Told) => string>> = {
  denied: ({ operation, permission, code }) =>
    `Azure refused ${operation} (${code}): the application needs the permission ${permission}.`,
  throttled: ({ operation, code }) => `Azure kept limiting ${operation} (${code}): too many calls in the subscription.`,
  absent: ({ operation, code }) => `Azure found nothing for ${operation} (${code}).`,
  disabled: ({ operation, code }) => `${operation} is not available in this subscription (${code}).`,
  failed: ({ operation, code, status, happened }) =>
    `${operation} failed: ${happened ?? `Azure answered ${status} (${code})`}.`,
}
