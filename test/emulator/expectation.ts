import type { Result } from '../../shared/evaluation.ts'

/** What a control says of a resource; `NOT_APPLICABLE` where it says nothing, as it is not about it. */
export type Verdict = Result | 'NOT_APPLICABLE'

/** Verdicts by control. */
export type Verdicts = Readonly<Record<number, Verdict>>

/** The verdicts of one resource, or of all that nobody named where there is none. */
export type Expectation = { readonly account: string; readonly resource?: string; readonly verdicts: Verdicts }
