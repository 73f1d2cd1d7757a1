/**
 * Why a finding is accepted. `accepted risk`: true, and somebody answers for it. `false positive`: not true of this
 * resource. `verified by hand`: what a control cannot see was looked at; it holds for UNKNOWN, too.
 */
export const exceptionKinds = ['accepted risk', 'false positive', 'verified by hand'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

/** `expired`: its end has come. `withdrawn`: somebody took it back. */
export const exceptionStates = ['active', 'expired', 'withdrawn'] as const
export type ExceptionState = (typeof exceptionStates)[number]

/** What an exception is for, beside its control: one resource, every resource with a tag, or an account. */
export type ExceptionTarget =
  | { readonly resource: { readonly id: string; readonly name: string; readonly account: string } }
  | { readonly tag: { readonly key: string; readonly value?: string | undefined } }
  | { readonly account: string }

/** A control's findings that are accepted for a while. Times are ISO 8601 in UTC. */
export type Exception = {
  readonly id: string
  readonly cid: number
  readonly kind: ExceptionKind
  readonly target: ExceptionTarget
  readonly reason: string
  /** Who answers for it. */
  readonly owner: string
  /** When it ends by itself; absent on a false positive that stands until it is withdrawn. */
  readonly ends?: string
  readonly state: ExceptionState
  readonly created: string
  readonly createdBy: string
  readonly updated: string
}

/** The parts of an exception that people change, as they were. */
export type ExceptionSnapshot = Pick<Exception, 'reason' | 'owner' | 'ends' | 'state'>

export const exceptionActions = ['made', 'changed', 'withdrawn', 'expired'] as const
export type ExceptionAction = (typeof exceptionActions)[number]

/** One step in the life of an exception. `by` is absent where it ended by itself, `before` where it was made. */
export type ExceptionChange = {
  readonly at: string
  readonly by?: string
  readonly action: ExceptionAction
  readonly before?: ExceptionSnapshot
  readonly after: ExceptionSnapshot
}

/** Resources that one request may name. */
export const mostFindings = 500
