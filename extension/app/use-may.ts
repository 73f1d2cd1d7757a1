import type { Need } from '../../shared/permission.ts'
import { useRead } from './read.ts'
import { worker } from './worker.ts'

/** Says what the token may do. Until the worker has told, its role does. */
export function useMay(): (need: Need) => boolean {
  const { data } = useRead((api) => api.session, {})
  const rights: readonly Need[] | undefined = data?.rights
  const isReader = worker.value?.role === 'reader'
  return (need) => need === 'read' || (rights?.includes(need) ?? !isReader)
}
