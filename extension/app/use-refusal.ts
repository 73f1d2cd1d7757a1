import { useMay } from './use-may.ts'

type Guarded = 'create' | 'update' | 'delete'

/** Why this token may not do something, as one of the given sentences; `undefined` where it may. */
export function useRefusal(mayNot: Readonly<Record<Guarded, string>>): (need: Guarded) => string | undefined {
  const may = useMay()
  return (need) => (may(need) ? undefined : mayNot[need])
}
