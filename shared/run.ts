export const runStates = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const
/** `partial`: finished, but some operations failed; their controls answer UNKNOWN. */
export type RunState = (typeof runStates)[number]

/** One collection and evaluation of a connector. Times are ISO 8601 in UTC. */
export type Run = {
  readonly id: string
  readonly connectorId: string
  readonly state: RunState
  readonly trigger: 'schedule' | 'person'
  readonly queued: string
  readonly started?: string
  readonly ended?: string
  /** A shard is one resource type in one region. */
  readonly shards: number
  readonly shardsDone: number
  /** What is being done now, for a person: "Collecting S3 buckets". */
  readonly step?: string
  readonly resources: number
  readonly evaluations: number
  readonly apiCalls: number
  /** Resources and evaluations that this run wrote, because they had changed. */
  readonly written: number
  readonly errors: number
  /** Why it failed, and what to do. */
  readonly reason?: string
}

/** How far a run is with the resource types of one service in one region, in numbers of types. */
export type ShardProgress = {
  readonly service: string
  readonly region: string
  readonly waiting: number
  readonly reading: number
  readonly done: number
  /** Read, but not whole: an operation failed. */
  readonly failed: number
  /** Found so far. */
  readonly resources: number
}

/** An operation that failed during a run. */
export type RunError = {
  readonly type: string
  readonly region: string
  readonly operation: string
  readonly permission?: string
  readonly reason: string
  /** How often it failed in this run. */
  readonly count: number
}
