import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { CollectContext } from '../../resource-type.ts'
import { enabledRegions } from './enabled-regions.ts'
import { multiRegionTrails, trailsOfRegion } from './trail-set.ts'

export const bucketTrailFields = {
  /** ARNs of the trails that deliver into it. */
  trails: z.array(z.string()).optional(),
}

/** What all trails of the account tell of its buckets. */
export type BucketTrails = {
  /** ARNs of trails, by the name of the bucket that they deliver to. */
  readonly trails: ReadonlyMap<string, readonly string[]>
  /** Why some of the trails are not known. */
  readonly unread: readonly Unread[]
}

/** Permissions of what follows. */
export const bucketTrailPermissions = ['cloudtrail:DescribeTrails', 'ec2:DescribeRegions']

/** The buckets that trails deliver to: those of every enabled region, and those of the account's organization. */
export async function readBucketTrails({ clients, reader }: CollectContext<'aws'>): Promise<BucketTrails> {
  const ask = reader()
  const regions = (await ask(['trails'], () => enabledRegions(clients))) ?? []
  const lists = await Promise.all([
    ask(['trails'], () => multiRegionTrails(clients)),
    ...regions.map((region) => ask(['trails'], () => trailsOfRegion(clients, region))),
  ])
  const byBucket = new Map<string, readonly string[]>()
  for (const { S3BucketName, TrailARN } of lists.flatMap((list) => list ?? [])) {
    if (!S3BucketName || !TrailARN) continue
    const known = byBucket.get(S3BucketName) ?? []
    byBucket.set(S3BucketName, [...new Set([...known, TrailARN])].sort())
  }
  return { trails: byBucket, unread: [...new Map(ask.unread.map((one) => [one.reason, one])).values()] }
}

/** A trail that is known is enough to say that there are some; that there is none, only all of them can tell. */
export function judgeTrails({ trails = [], trailsUnread = [] }: BucketTrailsRaw) {
  if (trails.length === 0 && trailsUnread.length > 0) return { config: {}, unread: trailsUnread }
  return { config: { trails: [...trails] }, unread: [] }
}

export type BucketTrailsRaw = {
  readonly trails?: readonly string[] | undefined
  /** Why there may be other trails. */
  readonly trailsUnread?: readonly Unread[]
}
