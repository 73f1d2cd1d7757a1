import type { Criticality } from './evaluation.ts'
import type { Cloud } from './resource.ts'

/** Counts of evaluations by outcome: `excepted` ones fail, and an exception holds for them. */
export type Posture = {
  readonly pass: number
  readonly fail: number
  readonly unknown: number
  readonly excepted: number
}

/** What the popup shows first; kept up to date with the writes, never counted from rows. */
export type Summary = {
  /** Resources evaluated by at least one control. */
  readonly resources: number
  readonly evaluations: Posture
  /** Controls with at least one failing resource, and failing evaluations, by criticality. */
  readonly byCriticality: Readonly<Record<Criticality, { readonly controls: number; readonly failures: number }>>
  /** Most failing first; at most 10. */
  readonly topControls: readonly { readonly cid: number; readonly fail: number }[]
  /** Most failing first; at most 10. */
  readonly topAccounts: readonly { readonly cloud: Cloud; readonly account: string; readonly fail: number }[]
}
