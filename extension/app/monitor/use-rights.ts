import type { Need } from '../../../shared/permission.ts'
import { useRead } from '../read.ts'
import { text } from '../text/monitor.ts'
import { worker } from '../worker.ts'

/** What the token may do with evaluations, and one sentence where that is not all. */
export function useRights() {
  const { data } = useRead((api) => api.session, {})
  const known: readonly Need[] | undefined = data?.rights
  const isReader = worker.value?.role === 'reader'
  const may = (need: Need) => known?.includes(need) ?? !isReader
  const [update, create] = [may('update'), may('create')]
  return { update, create, why: whyNot(update, create) }
}

function whyNot(update: boolean, create: boolean): string | undefined {
  if (update && create) return undefined
  if (!update && !create) return text.mayNot.both
  return update ? text.mayNot.create : text.mayNot.update
}
