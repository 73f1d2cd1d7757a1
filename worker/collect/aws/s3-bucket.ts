import type { Bucket, Grant, LoggingEnabled, PublicAccessBlockConfiguration, S3Client } from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { aclFieldNames, aclFields, judgeAcl } from './bucket-acl.ts'
import { blockFields, judgeBlock, ownBlock } from './bucket-block.ts'
import { judgePolicy, policyFieldNames, policyFields } from './bucket-policy.ts'
import {
  type BucketTrails,
  type BucketTrailsRaw,
  bucketTrailFields,
  bucketTrailPermissions,
  judgeTrails,
  readBucketTrails,
} from './bucket-trails.ts'
import { noBlock, readAccountBlock } from './public-access-block.ts'
import { type TagMap, tagsOfRegion, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = BucketTrailsRaw & {
  readonly bucket: Bucket
  readonly grants?: readonly Grant[] | undefined
  /** The policy's own text; absent where there is none. */
  readonly policy?: string | undefined
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined
  readonly logging?: LoggingEnabled | undefined
  readonly versioning?: { readonly Status?: string | undefined; readonly MFADelete?: string | undefined } | undefined
  readonly tags?: TagMap | undefined
  /** The account's public access block, which counts for all of its buckets. */
  readonly accountBlock?: PublicAccessBlockConfiguration | undefined
  readonly unread?: readonly Unread[]
  /** Why the account's block could not be read. */
  readonly accountUnread?: readonly Unread[]
}

export const s3Bucket = defineAwsType({
  type: 'aws.s3.bucket',
  label: 'S3 bucket',
  code: 'BUCKET',
  service: 'S3',
  scope: 'global',
  permissions: [
    's3:ListAllMyBuckets',
    's3:GetBucketAcl',
    's3:GetBucketPolicy',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketLogging',
    's3:GetBucketVersioning',
    's3:GetAccountPublicAccessBlock',
    'tag:GetResources',
    ...bucketTrailPermissions,
  ],
  relations: { logBucket: { type: 'aws.s3.bucket', key: 'logBucketArn', label: 'Log bucket' } },
  fields: z.object({
    created: z.string().optional(),
    ...aclFields,
    ...policyFields,
    ...blockFields,
    ...bucketTrailFields,
    /** Name of the bucket that receives the access logs; absent where logging is off. */
    logBucket: z.string().optional(),
    logBucketArn: z.string().optional(),
    /** Other buckets may deliver their access logs here; absent where its policy or list might tell, and is not known. */
    receivesLogs: z.boolean().optional(),
    /** `Enabled` or `Suspended`; absent where it was never on. */
    versioning: z.string().optional(),
    mfaDelete: z.string().optional(),
  }),

  async *list(context) {
    const account = await readAccount(context)
    const tags = tagsByRegion(context)
    yield* concurrently(buckets(context.clients), bucketsAtOnce, (bucket) => readBucket(context, bucket, account, tags))
  },

  async one(context, arn) {
    const name = arn.slice(arn.lastIndexOf(':') + 1)
    const tags = async (region: string) => new Map([[arn, await tagsOfResource(context, arn, region)]])
    for await (const bucket of buckets(context.clients, name))
      if (bucket.Name === name) return readBucket(context, bucket, await readAccount(context), tags)
    return undefined
  },

  normalise: (raw: Raw, context) => {
    const { Name = '', BucketRegion } = raw.bucket
    const arn = `arn:${context.partition}:s3:::${Name}`
    const block = judgeBlock(raw)
    const trails = judgeTrails(raw)
    const acl = judgeAcl(raw.grants, block)
    const isPolicyRead = !raw.unread?.some(({ field }) => field === 'policyAccess')
    const policy = isPolicyRead ? judgePolicy(raw.policy, arn, block) : undefined
    return {
      id: arn,
      name: Name,
      region: BucketRegion || 'global',
      tags: raw.tags ?? {},
      config: {
        created: isoTime(raw.bucket.CreationDate),
        ...acl.config,
        ...policy?.config,
        ...block.config,
        ...trails.config,
        logBucket: raw.logging?.TargetBucket,
        logBucketArn: raw.logging?.TargetBucket && `arn:${context.partition}:s3:::${raw.logging.TargetBucket}`,
        receivesLogs: either(acl.receivesLogs, policy?.receivesLogs),
        versioning: raw.versioning?.Status,
        mfaDelete: raw.versioning?.MFADelete,
      },
      unread: [
        ...(raw.unread ?? []).filter(({ field }) => field !== ownBlock),
        ...block.unread,
        ...trails.unread,
        ...acl.unread,
        ...(policy?.unread ?? []),
      ],
    }
  },
})

/** `undefined` where one is not known, and the other does not decide. */
function either(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one || other) return true
  return one === undefined || other === undefined ? undefined : false
}

const bucketsAtOnce = 8

/** S3 tells each bucket's region only when it is asked for pages. */
async function* buckets(clients: AwsClients, Prefix?: string): AsyncIterable<Bucket> {
  const { paginateListBuckets } = await import('@aws-sdk/client-s3')
  const pages = paginateListBuckets({ client: await clients.s3(), pageSize: 1000 }, Prefix ? { Prefix } : {})
  for await (const { Buckets = [] } of pages) yield* Buckets
}

type Account = Pick<Raw, 'accountBlock' | 'accountUnread'> & { readonly trails: BucketTrails }

async function readAccount(context: CollectContext<'aws'>): Promise<Account> {
  const { clients, account } = context
  const ask = context.reader()
  const [accountBlock, trails] = await Promise.all([
    ask([ownBlock], () => readAccountBlock(clients, account)),
    readBucketTrails(context),
  ])
  return { accountBlock, accountUnread: ask.unread, trails }
}

type TagsIn = (region: string) => Promise<ReadonlyMap<string, TagMap>>

/** The tags of all buckets of a region, asked for when the first of them comes. */
function tagsByRegion(context: CollectContext<'aws'>): TagsIn {
  const known = new Map<string, ReturnType<TagsIn>>()
  return (region) => {
    const tags = known.get(region) ?? tagsOfRegion(context, ['s3'], region)
    known.set(region, tags)
    return tags
  }
}

const regionUntold: Unread = {
  field: 'tags',
  reason: 'AWS did not tell the region of the bucket, which knows its tags.',
}

/** Five calls, all to the bucket's own region: any other one answers with a redirect. */
async function readBucket(
  context: CollectContext<'aws'>,
  bucket: Bucket,
  account: Account,
  tagsIn: TagsIn,
): Promise<Raw> {
  const sdk = await import('@aws-sdk/client-s3')
  const region = bucket.BucketRegion || undefined
  const s3: S3Client = await context.clients.s3(region)
  const ask = context.reader()
  const input = { Bucket: bucket.Name, ExpectedBucketOwner: context.account }
  const [acl, policy, block, logging, versioning, tags] = await Promise.all([
    ask(aclFieldNames, () => s3.send(new sdk.GetBucketAclCommand(input))),
    ask(policyFieldNames, () => s3.send(new sdk.GetBucketPolicyCommand(input)), { absent: ['NoSuchBucketPolicy'] }),
    ask([ownBlock], () => s3.send(new sdk.GetPublicAccessBlockCommand(input)), { absent: noBlock }),
    ask(['logBucket', 'logBucketArn'], () => s3.send(new sdk.GetBucketLoggingCommand(input))),
    ask(['versioning', 'mfaDelete'], () => s3.send(new sdk.GetBucketVersioningCommand(input))),
    region ? ask(['tags'], () => tagsIn(region)) : undefined,
  ])
  return {
    bucket,
    grants: acl && (acl.Grants ?? []),
    policy: policy?.Policy,
    publicAccessBlock: block?.PublicAccessBlockConfiguration,
    logging: logging?.LoggingEnabled,
    versioning: versioning && { Status: versioning.Status, MFADelete: versioning.MFADelete },
    tags: tags?.get(`arn:${context.partition}:s3:::${bucket.Name}`),
    unread: region ? ask.unread : [...ask.unread, regionUntold],
    accountBlock: account.accountBlock,
    ...(account.accountUnread ? { accountUnread: account.accountUnread } : {}),
    trails: account.trails.trails.get(bucket.Name ?? ''),
    trailsUnread: account.trails.unread,
  }
}
