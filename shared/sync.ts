import type { Connector } from './connector.ts'
import type { Control } from './control.ts'
import type { Evidence } from './evaluation.ts'
import type { Policy } from './policy.ts'
import type { Cloud } from './resource.ts'
import type { Summary } from './summary.ts'

/** The version of this wire format; a worker and an extension that differ refuse to pair. */
export const syncVersion = 1

/** A resource that has a failing or unknown evaluation. `rid` is the worker's own short number for it. */
export type SyncResource = readonly [
  rid: number,
  id: string,
  type: string,
  name: string,
  cloud: Cloud,
  account: string,
  region: string,
]

/**
 * An evaluation; `result` is an index of `results`. One that turned to PASS is sent once, so that it can be dropped; and so,
 * as 0, is one for which an exception holds.
 */
export type SyncEvaluation = readonly [
  cid: number,
  rid: number,
  result: 0 | 1 | 2,
  evidence: readonly Evidence[],
  firstEvaluated: string,
  /** When this resource was last evaluated; later runs that changed nothing are told by `Freshness`. */
  evaluated: string,
  lastReopened: string | null,
  lastFixed: string | null,
]

/** When the resources of a connector were last evaluated; `stale` names what the last run could not list. */
export type Freshness = {
  readonly evaluated?: string
  readonly stale: readonly { readonly type: string; readonly region: string; readonly evaluated?: string }[]
}

export type SyncConnector = Omit<Connector, 'settings'> & { readonly freshness: Freshness }

/**
 * One page of the change feed: everything that changed after the `after` asked for, up to and with `seq`.
 * The first sync is a change feed from 0. `GET /api/sync?after=SEQ&epoch=EPOCH`.
 */
export type SyncPage = {
  readonly version: typeof syncVersion
  /** Identity of the database: when it differs from the cache's, the cache is of another database and starts again. */
  readonly epoch: string
  readonly seq: number
  /** Ask again with `after = seq`. */
  readonly more: boolean
  readonly controls: readonly Control[]
  readonly policies: readonly Policy[]
  readonly connectors: readonly SyncConnector[]
  /** Resources that the page's evaluations name, and cached ones that changed. */
  readonly resources: readonly SyncResource[]
  readonly evaluations: readonly SyncEvaluation[]
  readonly removed: {
    readonly controls: readonly number[]
    readonly policies: readonly string[]
    readonly connectors: readonly string[]
    /** rids: with their evaluations. */
    readonly resources: readonly number[]
    readonly evaluations: readonly (readonly [cid: number, rid: number])[]
  }
  /** On the last page, when it differs from what it was at `after`. */
  readonly summary?: Summary
}
