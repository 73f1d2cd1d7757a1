/** Whether all rows that a counter counts match, or none, or only the rows themselves can tell. */
export type Verdict = 'all' | 'some' | 'none'

/** Of two conditions that must both hold. */
export function both(a: Verdict, b: Verdict): Verdict {
  if (a === 'none' || b === 'none') return 'none'
  return a === 'some' || b === 'some' ? 'some' : 'all'
}
