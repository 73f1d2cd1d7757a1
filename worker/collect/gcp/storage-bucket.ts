import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { gcpNames, lastPart } from '../../facts/gcp-names.ts'
import { publicGrants } from '../../facts/gcp-public-grants.ts'
import { type CollectContext, defineGcpType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { unreachable } from './compute-lists.ts'

type Bucket = storage_v1.Schema$Bucket
type Raw = {
  readonly bucket: Bucket
  /** IAM policy; absent where it could not be read. */
  readonly policy?: storage_v1.Schema$Policy
  readonly unread?: readonly Unread[]
}

/** A Cloud Storage bucket. https://cloud.google.com/storage/docs/json_api/v1/buckets */
export const storageBucket = defineGcpType({
  type: 'gcp.storage.bucket',
  label: 'Bucket',
  code: 'BUCKET',
  service: 'Cloud Storage',
  scope: 'global',
  permissions: ['storage.buckets.list', 'storage.buckets.get', 'storage.buckets.getIamPolicy'],
  fields: z.object({
    storageClass: z.string().optional(),
    created: z.string().optional(),
    uniformAccess: z.boolean(),
    /** `inherited`: up to the organization policy, which may or may not enforce it. */
    publicAccessPrevention: z.string().optional(),
    /** Who everybody is let in as: `allUsers as roles/storage.objectViewer`. */
    publicGrants: z.array(z.string()).optional(),
    /** What comes of the two: grants have no effect while prevention is enforced. */
    publicAccess: z.enum(['none', 'prevented', 'public']).optional(),
    versioning: z.boolean().optional(),
  }),

  list: (context) => concurrently(buckets(context), 16, (bucket) => withPolicy(context, bucket)),

  async one(context, id) {
    const name = lastPart(id) ?? ''
    const { clients } = context
    const bucket = await unlessAbsent(['absent'], () =>
      clients.call('storage.buckets.get', () => clients.storage.buckets.get({ bucket: name, projection: 'full' })),
    )
    return bucket && withPolicy(context, bucket)
  },

  normalise({ bucket, policy, unread = [] }) {
    const iam = bucket.iamConfiguration
    // `bucketPolicyOnly` is what uniform access was called before 2019; both are still sent.
    const uniformAccess = (iam?.uniformBucketLevelAccess ?? iam?.bucketPolicyOnly)?.enabled === true
    const grants = policy && publicGrants(uniformAccess ? policy : { ...bucket, ...policy })
    const publicAccess = publicAccessOf(grants, iam?.publicAccessPrevention)
    return {
      id: gcpNames.bucket(bucket.name ?? ''),
      name: bucket.name ?? '',
      region: bucket.location?.toLowerCase() ?? 'global',
      tags: bucket.labels ?? {},
      config: {
        storageClass: bucket.storageClass ?? undefined,
        created: bucket.timeCreated ?? undefined,
        uniformAccess,
        publicAccessPrevention: iam?.publicAccessPrevention ?? undefined,
        publicGrants: grants,
        publicAccess,
        versioning: bucket.versioning?.enabled ?? undefined,
      },
      unread: unread.filter(({ field }) => field !== 'publicAccess' || publicAccess === undefined),
    }
  },
})

type Access = 'none' | 'prevented' | 'public' | undefined

/** `inherited` proves nothing; `unspecified` is its name in old answers. */
function publicAccessOf(grants: readonly string[] | undefined, prevention: string | null | undefined): Access {
  if (grants?.length === 0) return 'none'
  if (prevention === 'enforced') return 'prevented'
  return grants === undefined ? undefined : 'public'
}

/** `projection=full` brings the ACLs along. A location that does not answer fails the list, but only at its end. */
async function* buckets({ clients, account: project }: CollectContext<'gcp'>): AsyncIterable<Bucket> {
  const operation = 'storage.buckets.list'
  const silent: string[] = []
  const pages = clients.pages(operation, (pageToken) =>
    clients.storage.buckets.list({
      project,
      projection: 'full',
      maxResults: 1000,
      returnPartialSuccess: true,
      ...(pageToken ? { pageToken } : {}),
    }),
  )
  for await (const { items, unreachable: places } of pages) {
    silent.push(...(places ?? []))
    yield* items ?? []
  }
  if (silent.length > 0) throw unreachable(operation, silent)
}

/**
 * The IAM policy needs the same permission as the ACLs: where it was refused, ACLs that are missing from the list mean
 * nothing either.
 */
async function withPolicy({ clients, reader }: CollectContext<'gcp'>, bucket: Bucket): Promise<Raw> {
  const read = reader()
  const policy = await read(['publicGrants', 'publicAccess'], () =>
    clients.call('storage.buckets.getIamPolicy', () =>
      clients.storage.buckets.getIamPolicy({ bucket: bucket.name ?? '', optionsRequestedPolicyVersion: 3 }),
    ),
  )
  return { bucket, ...(policy && { policy }), unread: read.unread }
}
