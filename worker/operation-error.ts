/** Why a call to a provider failed, in the words that a run and its evidence use. */
export type OperationFailure = 'denied' | 'throttled' | 'absent' | 'disabled' | 'failed'

/**
 * A call to a provider that failed, named. The clients of every cloud throw this and nothing else, so that collectors
 * and `scan.ts` never look into a provider's own errors.
 */
export class OperationError extends Error {
  override readonly name = 'OperationError'
  readonly operation: string
  readonly failure: OperationFailure
  /** The provider's error code, such as `NoSuchBucketPolicy` or `AuthorizationFailed`. */
  readonly code: string
  /** The permission that the call needs; told to the user where `failure` is `denied`. */
  readonly permission: string | undefined

  constructor(fields: {
    operation: string
    failure: OperationFailure
    code: string
    permission?: string
    message: string
    cause?: unknown
  }) {
    super(fields.message, { cause: fields.cause })
    this.operation = fields.operation
    this.failure = fields.failure
    this.code = fields.code
    this.permission = fields.permission
  }
}
