import type { SyncEvaluation, SyncPage, SyncResource } from '../../shared/sync.ts'
import { type Bucket, bucketOf, type Cache, type Generation } from './cache.ts'

type OpenBucket = {
  readonly key: number
  readonly resources: Map<number, SyncResource>
  /** By rid, then by cid. */
  readonly evaluations: Map<number, Map<number, SyncEvaluation>>
}

/**
 * Writes what a page says about resources and evaluations into their buckets, and returns the buckets that it touched.
 * Must run within a transaction. Removals go first: what was removed and came back is in the page as a row too.
 */
export async function applyToBuckets(cache: Cache, generation: Generation, page: SyncPage): Promise<Bucket[]> {
  const keys = [...new Set(ridsOf(page).map((rid) => bucketOf(generation, rid)))]
  if (keys.length === 0) return []
  const stored = await cache.buckets.bulkGet(keys)
  const open = new Map(keys.map((key, i) => [key, unfold(key, stored[i])]))
  const bucket = (rid: number) => open.get(bucketOf(generation, rid)) as OpenBucket

  for (const rid of page.removed.resources) removeResource(bucket(rid), rid)
  for (const [cid, rid] of page.removed.evaluations) bucket(rid).evaluations.get(rid)?.delete(cid)
  for (const resource of page.resources) bucket(resource[0]).resources.set(resource[0], resource)
  for (const evaluation of page.evaluations) applyEvaluation(bucket(evaluation[1]), evaluation)

  const buckets = [...open.values()].map(fold)
  const isEmpty = ({ resources, evaluations }: Bucket) => resources.length === 0 && evaluations.length === 0
  await cache.buckets.bulkPut(buckets.filter((candidate) => !isEmpty(candidate)))
  await cache.buckets.bulkDelete(buckets.filter(isEmpty).map(({ key }) => key))
  return buckets
}

const ridsOf = ({ resources, evaluations, removed }: SyncPage): number[] => [
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
