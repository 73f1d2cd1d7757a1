import type { Connection } from '../connection.ts'
import type { Evaluator } from '../evaluator.ts'
import type { ResourceType } from '../resource-type.ts'
import type { Database } from '../store/database.ts'
import type { Shard } from '../store/resources.ts'
import type { Failure } from './failure.ts'
import type { Progress } from './progress.ts'

/** What a run of one connector works with. */
export type Scan = {
  readonly db: Database
  /** The connector's number. */
  readonly connector: number
  readonly connection: Connection
  readonly types: readonly ResourceType[]
  readonly evaluator: Evaluator
  readonly clock: () => Date
  readonly signal: AbortSignal
  readonly progress: Progress
}

/** How the list of one shard went: complete where nothing failed. */
export type Listed = {
  readonly type: ResourceType
  readonly shard: Shard
  readonly failures: readonly Failure[]
  /** Whether this run has read the resource. */
  readonly isSeen: (rid: number) => boolean
}
