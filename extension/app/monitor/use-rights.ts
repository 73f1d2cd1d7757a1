import { text } from '../text/monitor.ts'
import { useMay } from '../use-may.ts'

/** What the token may do with evaluations, and one sentence where that is not all. */
export function useRights() {
  const may = useMay()
  const [update, create] = [may('update'), may('create')]
  return { update, create, why: whyNot(update, create) }
}

function whyNot(update: boolean, create: boolean): string | undefined {
  if (update && create) return undefined
  if (!update && !create) return text.mayNot.both
  return update ? text.mayNot.create : text.mayNot.update
}
