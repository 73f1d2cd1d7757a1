import type { ExceptionKind } from './exception.ts'

/** Years until which an exception must end or be renewed. Auditors ask for a look once a year; two leave room for a plan. */
const mostYears = 2

/**
 * What is wrong with an exception's end, in one sentence. A risk that is accepted and a look that was taken grow old, so
 * both must end; a false positive stays one until the resource or the control changes, and may stand without an end.
 */
export function endProblem(kind: ExceptionKind, ends: string | null | undefined, now: Date): string | undefined {
  if (ends === undefined || ends === null) {
    return kind === 'false positive' ? undefined : `An exception of the kind “${kind}” needs an end.`
  }
  const end = new Date(ends)
  if (end <= now) return 'Give a time that is still to come.'
  if (end.getUTCFullYear() > 9999) return 'Give a year of four digits.'
  const latest = new Date(now)
  latest.setUTCFullYear(latest.getUTCFullYear() + mostYears)
  if (kind !== 'false positive' && end > latest) return `Give an end within ${mostYears} years; it can be moved later.`
  return undefined
}
