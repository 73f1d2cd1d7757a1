import { text } from '../text/reports.ts'
import { useMay } from '../use-may.ts'

/** Why this token may not do something, as a sentence; `undefined` where it may. */
export function useRefusal(): (need: keyof typeof text.mayNot) => string | undefined {
  const may = useMay()
  return (need) => (may(need) ? undefined : text.mayNot[need])
}
