import type { Run } from '../../../shared/run.ts'

/** How much of a run is done, from 0 to 1; `undefined` before it is known how much there is to do. */
export const shareOf = ({ shards, shardsDone }: Pick<Run, 'shards' | 'shardsDone'>): number | undefined =>
  shards > 0 ? Math.min(1, shardsDone / shards) : undefined
