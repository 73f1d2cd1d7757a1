const day = 86_400_000

/**
 * Whole periods of 24 hours from an ISO 8601 time until `now`, in UTC; negative for a time to come. Throws `RangeError`
 * for what is not such a time: without an offset it would depend on where the worker runs.
 */
export function daysSince(time: string, now: Date): number {
  if (!iso.test(time)) throw new RangeError('not an ISO 8601 time')
  const then = Date.parse(time)
  if (Number.isNaN(then)) throw new RangeError('not a time that exists')
  return Math.floor((now.getTime() - then) / day)
}

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/
