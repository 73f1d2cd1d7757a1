import type { Control } from '../shared/control.ts'
import type { Evidence, Result } from '../shared/evaluation.ts'
import type { Policy } from '../shared/policy.ts'
import type { Unread } from '../shared/resource.ts'

/** One control's answer for one resource. */
export type Verdict = { readonly cid: number; readonly result: Result; readonly evidence: readonly Evidence[] }

/** What a control may read of a resource that another one names. */
export type RelatedResource = {
  readonly id: string
  readonly config: Readonly<Record<string, unknown>>
  readonly unread: readonly Unread[]
}

/** Relation name → the related resource; a list where the key is one. */
export type Related = Readonly<Record<string, RelatedResource | readonly RelatedResource[] | null | 'unread'>>

/**
 * A resource as the controls see it. In `related`, `null` means that the resource names none, and `unread` that it names
 * one that the inventory does not hold.
 */
export type EvaluationInput = {
  readonly type: string
  readonly id: string
  readonly name: string
  readonly region: string
  readonly account: string
  readonly tags: Readonly<Record<string, string>>
  readonly config: Readonly<Record<string, unknown>>
  readonly unread: readonly Unread[]
  readonly related: Related
}

/** The loaded controls and policies; what stands between a resource and its verdicts. */
export type Evaluator = {
  /** Verdicts of the controls that apply, and of no others. */
  readonly evaluate: (input: EvaluationInput, now: Date) => readonly Verdict[]
  readonly controls: readonly Control[]
  readonly policies: readonly Policy[]
  /** Names of the relations that the controls of a resource type read. */
  readonly relationsUsed: (type: string) => readonly string[]
}
