/** A control's answer for one resource. Stored and sent as its index in this list. */
export const results = ['PASS', 'FAIL', 'UNKNOWN'] as const
export type Result = (typeof results)[number]

/**
 * How an evaluation counts: its result or, while an exception holds for a failing one, EXCEPTED. Stored and counted as its
 * index in this list.
 */
export const outcomes = [...results, 'EXCEPTED'] as const
export type Outcome = (typeof outcomes)[number]

export const criticalities = ['HIGH', 'MEDIUM', 'LOW'] as const
export type Criticality = (typeof criticalities)[number]

/** One fact that a control compared, as text. Actual `-` means that the resource has no such value. */
export type Evidence = {
  readonly setting: string
  readonly actual: string
  readonly expected: string
}

/**
 * A control's answer for one resource over its life. Times are ISO 8601 in UTC.
 * `lastReopened` is the latest PASS→FAIL, `lastFixed` the latest FAIL→PASS.
 */
export type Evaluation = {
  readonly cid: number
  readonly resourceId: string
  readonly result: Result
  readonly evidence: readonly Evidence[]
  readonly firstEvaluated: string
  readonly lastEvaluated: string
  readonly lastReopened?: string
  readonly lastFixed?: string
}
