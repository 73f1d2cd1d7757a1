import type { Evidence, Result } from '../shared/evaluation.ts'
import type { Checked } from './catalogue.ts'

/** How many resources a control answers so. */
export type TrialCounts = {
  readonly pass: number
  readonly fail: number
  readonly unknown: number
  /** Its `when` leaves them out. */
  readonly notApplicable: number
}

/** One resource that does not pass. */
export type TrialSample = {
  readonly resourceId: string
  readonly type: string
  readonly name: string
  readonly account: string
  readonly region: string
  readonly connectorId: string
  readonly result: Exclude<Result, 'PASS'>
  readonly evidence: readonly Evidence[]
}

/** What a draft says of the resources that are stored. */
export type Trial = TrialCounts & {
  /** Resources that were judged, of those that there are. */
  readonly searched: number
  readonly total: number
  /** Whether all of them were; where not, the time was up. */
  readonly complete: boolean
  readonly milliseconds: number
  readonly accounts: readonly (TrialCounts & {
    readonly account: string
    readonly cloud: string
    readonly connectorId: string
  })[]
  /** The first that fail, and the first that nobody can tell. */
  readonly failing: readonly TrialSample[]
  readonly unknowns: readonly TrialSample[]
  /** Lists that failed in the last run: what they would have held is not counted. */
  readonly unlisted: readonly { readonly account: string; readonly type: string; readonly region: string }[]
}

/** A trial needs a draft without mistakes; what its examples say does not keep it from being tried. */
export type TrialAnswer = Pick<Checked, 'problems' | 'examples'> & { readonly trial?: Trial }
