import type { Need } from '../../../shared/permission.ts'
import { useRead } from '../read.ts'
import { text } from '../text/configuration.ts'
import { worker } from '../worker.ts'

type Guarded = 'create' | 'update' | 'delete'

/**
 * Why this token may not do something, as a sentence; `undefined` where it may. Until the worker has said what the token may
 * do, its role tells.
 */
export function useRefusal(): (need: Guarded) => string | undefined {
  const { data } = useRead((api) => api.session, {})
  const rights: readonly Need[] | undefined = data?.rights
  const isReader = worker.value?.role === 'reader'
  return (need) => ((rights ? rights.includes(need) : !isReader) ? undefined : text.mayNot[need])
}
