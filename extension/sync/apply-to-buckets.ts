import type { SyncEvaluation, SyncResource } from '../../shared/sync.ts'
import { type Bucket, bucketOf, type Cache, type Changes, type Generation } from './cache.ts'

type OpenBucket = {
  readonly key: number
  readonly resources: Map<number, SyncResource>
  /** By rid, then by cid. */
  readonly evaluations: Map<number, Map<number, SyncEvaluation>>
}

/**
 * Writes what pages say about resources and evaluations into their buckets, one page after the other, and returns the
 * buckets that they touched. Must run within a transaction.
 */
export async function applyToBuckets(
  cache: Cache,
  generation: Generation,
  pages: readonly Changes[],
): Promise<Bucket[]> {
  const keys = [...new Set(pages.flatMap(ridsOf).map((rid) => bucketOf(generation, rid)))]
  if (keys.length === 0) return []
  const stored = await cache.buckets.bulkGet(keys)
  const open = new Map(keys.map((key, i) => [key, unfold(key, stored[i])]))
  for (const page of pages) applyChanges((rid) => open.get(bucketOf(generation, rid)) as OpenBucket, page)

  const buckets = [...open.values()].map(fold)
  const isEmpty = ({ resources, evaluations }: Bucket) => resources.length === 0 && evaluations.length === 0
  await cache.buckets.bulkPut(buckets.filter((candidate) => !isEmpty(candidate)))
  await cache.buckets.bulkDelete(buckets.filter(isEmpty).map(({ key }) => key))
  return buckets
}

/** Removals go first: what was removed and came back is in the page as a row too. */
function applyChanges(bucket: (rid: number) => OpenBucket, { removed, resources, evaluations }: Changes): void {
  for (const rid of removed.resources) removeResource(bucket(rid), rid)
  for (const [cid, rid] of removed.evaluations) bucket(rid).evaluations.get(rid)?.delete(cid)
  for (const resource of resources) bucket(resource[0]).resources.set(resource[0], resource)
  for (const evaluation of evaluations) applyEvaluation(bucket(evaluation[1]), evaluation)
}

const ridsOf = ({ resources, evaluations, removed }: Changes): number[] => [
  ...resources.map(([rid]) => rid),
  ...evaluations.map(([, rid]) => rid),
  ...removed.resources,
  ...removed.evaluations.map(([, rid]) => rid),
]

function removeResource({ resources, evaluations }: OpenBucket, rid: number): void {
  resources.delete(rid)
  evaluations.delete(rid)
}

/** One that passes is no longer kept. */
function applyEvaluation({ evaluations }: OpenBucket, evaluation: SyncEvaluation): void {
  const [cid, rid, result] = evaluation
  const ofResource = evaluations.get(rid) ?? new Map<number, SyncEvaluation>()
  evaluations.set(rid, ofResource)
  if (result === 0) ofResource.delete(cid)
  else ofResource.set(cid, evaluation)
}

function unfold(key: number, bucket: Bucket | undefined): OpenBucket {
  const evaluations: OpenBucket['evaluations'] = new Map()
  for (const evaluation of bucket?.evaluations ?? [])
    applyEvaluation({ key, resources: new Map(), evaluations }, evaluation)
  return { key, resources: new Map(bucket?.resources.map((resource) => [resource[0], resource])), evaluations }
}

/** Resources without a finding are dropped; a finding whose resource has not come yet waits for it. */
function fold({ key, resources, evaluations }: OpenBucket): Bucket {
  return {
    key,
    resources: [...resources.values()].filter(([rid]) => (evaluations.get(rid)?.size ?? 0) > 0),
    evaluations: [...evaluations.values()].flatMap((ofResource) => [...ofResource.values()]),
  }
}
