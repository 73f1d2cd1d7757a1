import type { Cloud } from '../../../shared/resource.ts'
import type { Run } from '../../../shared/run.ts'
import { hashOf } from '../address.ts'
import { text } from '../text/configuration.ts'

/** Where a run led to: how the controls of the account stand, or what runs in it where nothing was judged. */
export function wayToFindings(cloud: Cloud, account: string | undefined, { resources, evaluations }: Run) {
  if (resources === 0) return undefined
  const scope = account ? { cloud, account } : { cloud }
  return evaluations > 0
    ? { label: text.seeEvaluations, href: hashOf({ path: ['monitor'], scope, params: {} }) }
    : { label: text.seeResources, href: hashOf({ path: ['resources'], scope, params: {} }) }
}
