import { OperationError, type OperationFailure } from '../operation-error.ts'
import { notEnabled, saysNotEnabled } from './aws-not-enabled.ts'
import { notOffered } from './aws-not-offered.ts'
import type { AwsOperation } from './aws-operations.ts'

/** What the errors of the SDK, of Node's sockets and of AWS have in common, each part only perhaps. */
export type AwsFault = {
  /** AWS's error code, such as `UnauthorizedOperation`; Node's, such as `ECONNREFUSED`. */
  readonly code: string
  readonly status: number | undefined
  readonly message: string
  readonly attempts: number
}

const denied = /^(AccessDenied|UnauthorizedOperation|Unauthorized|AuthorizationError|AllAccessDisabled|Forbidden)$/
const throttled =
  /^(Throttl(ed|ing)|RequestThrottled|RequestLimitExceeded|SlowDown|TooManyRequests|BandwidthLimitExceeded)$/
const absent = /^(NoSuch\w+|NotFound|\w+\.NotFound|\w+\.Malformed|ReportNotPresent)$/
const disabled = /^(OptInRequired|RegionDisabled|SubscriptionRequired|NotEnabled|NotOffered)$/
const signIn =
  /^(ExpiredToken|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|InvalidToken|TokenRefreshRequired)$/
const unreachable = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError)$/

export const isThrottle = (code: string) => throttled.test(code)
export const isDenied = (code: string) => denied.test(code)
export const isSignIn = (code: string) => signIn.test(code)
export const isUnreachable = (code: string) => unreachable.test(code)

/** Reads an error of unknown make. The message is for recognising words only: it may hold signatures. */
export function faultOf(error: unknown): AwsFault {
  const { name, code, message, $metadata } = (error ?? {}) as Record<string, unknown> & {
    readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number }
  }
  const word = [code, name].find((part) => typeof part === 'string' && part !== 'Error' && /^[\w.]{1,80}$/.test(part))
  return {
    // The SDK appends `Exception` to some of AWS's codes, and not to others.
    code: typeof word === 'string' ? word.replace(/Exception$/, '') : 'Unknown',
    status: $metadata?.httpStatusCode,
    message: typeof message === 'string' ? message : '',
    attempts: $metadata?.attempts ?? 1,
  }
}

/** Any failed call as an `OperationError` whose sentence a person understands; nothing of AWS's own text is kept. */
export function toOperationError(error: unknown, call: AwsOperation): OperationError {
  const told = faultOf(error)
  const fault = saysNotEnabled(call.service, told) ? { ...told, code: notEnabled } : told
  const failure = failureOf(fault)
  return new OperationError({
    operation: call.operation,
    failure,
    code: fault.code,
    permission: call.permission,
    message: sentence(failure, fault, call),
  })
}

function failureOf({ code, status }: AwsFault): OperationFailure {
  if (denied.test(code)) return 'denied'
  if (throttled.test(code)) return 'throttled'
  if (absent.test(code)) return 'absent'
  if (disabled.test(code)) return 'disabled'
  if (signIn.test(code)) return 'failed'
  if (status === 403) return 'denied'
  return status === 429 ? 'throttled' : 'failed'
}

function sentence(failure: OperationFailure, fault: AwsFault, { operation, permission, region }: AwsOperation): string {
  switch (failure) {
    case 'denied':
      return `AWS refused ${operation}: ${refusal(fault.message) ?? `the role has no permission ${permission}`}.`
    case 'throttled':
      return `AWS still asked to slow down after ${fault.attempts} tries of ${operation} in ${region}.`
    case 'absent':
      return `AWS answered ${operation} with ${fault.code}: there is no such thing.`
    case 'disabled':
      if (fault.code === notOffered) return `AWS does not offer ${operation} in ${region}.`
      return `AWS answered ${operation} with ${fault.code}: it is not enabled for this account in ${region}.`
    case 'failed':
      return broken(fault, operation, region)
  }
}

/** AWS names the kind of policy that says no, where one does so expressly. */
function refusal(message: string): string | undefined {
  const kinds = 'service control|resource control|resource-based|identity-based|session|VPC endpoint'
  const kind = new RegExp(`explicit deny in an? ((?:${kinds}) policy|permissions boundary)`, 'i').exec(message)?.[1]
  return kind && `a ${kind} forbids it expressly`
}

function broken({ code, status, attempts, message }: AwsFault, operation: string, region: string): string {
  if (code === malformedAnswer || /deserializ|parse error/i.test(message))
    return `The answer to ${operation} in ${region} was cut off or malformed.`
  if (signIn.test(code)) return `AWS did not accept the session of the role for ${operation} in ${region} (${code}).`
  if (unreachable.test(code)) return `No connection to AWS for ${operation} in ${region} (${code}).`
  if (status !== undefined && status >= 500)
    return `AWS failed ${attempts} times to answer ${operation} in ${region} (${code}, status ${status}).`
  return `${operation} failed in ${region} (${code}).`
}

/** Code of an answer that was complete for HTTP but is none of the call's. */
export const malformedAnswer = 'MalformedAnswer'
