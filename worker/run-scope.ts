import { allows, limitsOf } from './connectors/aws-types.ts'
import type { Evaluator } from './evaluator.ts'
import type { ResourceType } from './resource-type.ts'
import type { Progress } from './scan/progress.ts'
import type { StoredConnector } from './store/connector-state.ts'

/** What the connectors of one type read and judge. */
type RunScope = {
  readonly types: readonly ResourceType[]
  readonly evaluator: Evaluator
  /** The actions that the connection is confined to; `undefined` where it is not. */
  readonly limits: readonly string[] | undefined
  /** The same progress, without the refusals that come of the connector's type. */
  readonly quiet: (progress: Progress) => Progress
}

type Whole = { readonly types: readonly ResourceType[]; readonly evaluator: Evaluator }

/**
 * What a connector's type leaves of all that there is: an inventory lists the resource types whose list it may call (the
 * first of their permissions), leaves what takes other calls unread, and judges nothing.
 */
export function scopeOf({ type }: Pick<StoredConnector, 'type'>, { types, evaluator }: Whole): RunScope {
  const limits = limitsOf(type)
  if (!limits) return { types, evaluator, limits, quiet: (progress) => progress }
  return {
    types: types.filter(({ permissions: [first = ''] }) => allows(limits, first)),
    evaluator: { ...evaluator, controls: [], evaluate: () => [], relationsUsed: () => [] },
    limits,
    quiet: (progress) => ({
      ...progress,
      fail(error, count) {
        const isMeant = error.permission !== undefined && !allows(limits, error.permission)
        if (!isMeant) progress.fail(error, count)
      },
    }),
  }
}
