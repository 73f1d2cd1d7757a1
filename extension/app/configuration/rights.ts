import { text } from '../text/configuration.ts'
import { useMay } from '../use-may.ts'

type Guarded = 'create' | 'update' | 'delete'

/** Why this token may not do something, as a sentence; `undefined` where it may. */
export function useRefusal(): (need: Guarded) => string | undefined {
  const may = useMay()
  return (need) => (may(need) ? undefined : text.mayNot[need])
}
