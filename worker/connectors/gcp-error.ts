import { z } from 'zod'
import { OperationError, type OperationFailure } from '../operation-error.ts'

/** Google's two error envelopes, one JSON object: the older `errors` list and the newer `details`. */
const envelope = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().optional().catch(undefined),
    errors: z
      .array(z.object({ reason: z.string().optional() }))
      .catch([])
      .default([]),
    details: z
      .array(z.object({ reason: z.string().optional(), metadata: z.record(z.string(), z.string()).optional() }))
      .catch([])
      .default([]),
  }),
})

const throttled = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'RATE_LIMIT_EXCEEDED']
const disabled = ['accessNotConfigured', 'SERVICE_DISABLED']

/** What a failed request left behind, whatever threw it; only plain facts are taken from it, never its headers. */
export type Failure = { readonly status?: number; readonly body?: unknown; readonly message: string }

/**
 * Names a failed call. `projectNumber` is the project that is read: an API that is off in it has nothing to list there
 * (`disabled`), but a service account of another project is refused because of its own project's setting, which says
 * nothing about this one.
 * https://cloud.google.com/apis/design/errors, https://cloud.google.com/compute/docs/api/errors
 */
export function toOperationError(method: string, failure: Failure, projectNumber?: string): OperationError {
  const parsed = envelope.safeParse(failure.body)
  const error = parsed.success ? parsed.data.error : undefined
  const reasons = [...(error?.details ?? []), ...(error?.errors ?? [])].flatMap(({ reason }) => reason ?? [])
  const about = { method, status: failure.status, reasons, message: error?.message ?? failure.message }
  const make = (kind: OperationFailure, message: string, permission?: string) =>
    new OperationError({ operation: method, failure: kind, code: codeOf(about), permission, message })

  if (about.status === 429 || reasons.some((reason) => throttled.includes(reason)))
    return make('throttled', `${method} was refused again and again: the API's rate limit is used up.`)
  if (reasons.some((reason) => disabled.includes(reason))) return disabledError(make, about, error, projectNumber)
  if (about.status === 404) return make('absent', `${method}: not found.`)
  if (about.status === 403) return deniedError(make, about)
  return make('failed', `${method} failed: ${about.status ? `HTTP ${about.status}, ` : ''}${plain(about.message)}`)
}

type About = {
  readonly method: string
  readonly status: number | undefined
  readonly reasons: readonly string[]
  readonly message: string
}
type Make = (kind: OperationFailure, message: string, permission?: string) => OperationError

const codeOf = ({ reasons, status }: About) => reasons.at(-1) ?? (status ? `HTTP ${status}` : 'NoAnswer')

function disabledError(make: Make, about: About, error: z.infer<typeof envelope>['error'] | undefined, here?: string) {
  const api = error?.details.find(({ metadata }) => metadata?.service)?.metadata
  const service = api?.service ?? `${about.method.split('.')[0]}.googleapis.com`
  const consumer = api?.consumer?.replace('projects/', '') ?? /project[ =](\d+)/.exec(about.message)?.[1]
  if (here !== undefined && consumer === here) return make('disabled', `The API ${service} is off in this project.`)
  return make(
    'failed',
    `The API ${service} is off in project ${consumer ?? 'of the service account'}: enable it there.`,
  )
}

function deniedError(make: Make, about: About) {
  if (/VPC Service Controls/i.test(about.message) || about.reasons.includes('SECURITY_POLICY_VIOLATED'))
    return make('denied', `${about.method} was refused by VPC Service Controls.`)
  if (about.reasons.some((reason) => /billing|accountDisabled/i.test(reason)))
    return make('denied', `${about.method} was refused: billing is off for the project.`)
  const permission = permissionOf(about)
  return make('denied', `${about.method} was refused: the service account lacks ${permission}.`, permission)
}

/** The permission that a refusal names; else the method's own, which is spelt alike but for two habits of Google's. */
function permissionOf({ method, message }: About): string {
  const named = /(?:Required|Permission) '([a-zA-Z]+\.[a-zA-Z.]+)'|does not have (storage\.[a-zA-Z.]+) access/.exec(
    message,
  )
  const own = method.replace(/^cloudresourcemanager\./, 'resourcemanager.').replace(/\.aggregatedList$/, '.list')
  return named?.[1] ?? named?.[2] ?? own
}

/** A provider's message as one short line of text. */
const plain = (message: string) =>
  message
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200) || 'no reason given'
