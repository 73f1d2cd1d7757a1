import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { managementEvents } from '../../facts/event-selectors.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { parseArn } from './arn.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { ownerOf, readTrail, type TrailReading, trailPermissions, trailsOfRegion } from './trail-set.ts'
import { isoTime } from './values.ts'

type Raw = TrailReading & { readonly tags?: TagMap | undefined }

const statusFields = {
  isLogging: z.boolean().optional(),
  /** Of the latest attempt to deliver to the bucket; absent where it succeeded. */
  deliveryError: z.string().optional(),
  /** When CloudWatch Logs last received something. */
  logsDelivered: z.string().optional(),
  logDeliveryError: z.string().optional(),
  /** An hour after logging was switched on: until then nothing need have arrived. */
  logsDueFrom: z.string().optional(),
}
const selectorFields = {
  managementEvents: z.enum(['All', 'ReadOnly', 'WriteOnly', 'none']).optional(),
  /** Services whose management events are left out. */
  excludedSources: z.array(z.string()).optional(),
}

/** What each part of a reading fills. */
const filled: Readonly<Record<string, readonly string[]>> = {
  status: Object.keys(statusFields),
  selectors: Object.keys(selectorFields),
  ownsBucket: ['bucketOwner'],
}

export const cloudtrailTrail = defineAwsType({
  type: 'aws.cloudtrail.trail',
  label: 'CloudTrail trail',
  code: 'CLOUD_TRAIL',
  service: 'CloudTrail',
  scope: 'region',
  permissions: [...trailPermissions, 'kms:DescribeKey', 's3:ListAllMyBuckets', 'tag:GetResources'],
  relations: {
    bucket: { type: 'aws.s3.bucket', key: 'bucketArn', label: 'Bucket' },
    key: { type: 'aws.kms.key', key: 'kmsKeyArn', label: 'Encryption key' },
    logGroup: { type: 'aws.logs.log-group', key: 'logGroupArn', label: 'Log group' },
    topic: { type: 'aws.sns.topic', key: 'topicArn', label: 'Notifications' },
  },
  fields: z.object({
    isMultiRegion: z.boolean(),
    isOrganization: z.boolean(),
    /** Seen here, but another account's: only there can it be changed. */
    isOfOtherAccount: z.boolean(),
    includesGlobalEvents: z.boolean(),
    logFileValidation: z.boolean(),
    bucket: z.string().optional(),
    bucketArn: z.string().optional(),
    /** `this account` or `another account`. */
    bucketOwner: z.string().optional(),
    logGroupArn: z.string().optional(),
    topicArn: z.string().optional(),
    kmsKeyArn: z.string().optional(),
    /** The key is another account's, whose state is not told. */
    keyIsForeign: z.boolean(),
    keyState: z.string().optional(),
    ...statusFields,
    ...selectorFields,
  }),

  async *list(context) {
    const tagsOf = lazyTags(context, ['cloudtrail'])
    for (const trail of await trailsOfRegion(context.clients, context.region)) {
      const [tags, read] = await Promise.all([tagsOf(), readTrail(context, trail)])
      yield { ...read, tags: tags.of(trail.TrailARN), unread: [...(read.unread ?? []), ...tags.unread] }
    }
  },

  async one(context, arn) {
    const { DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail')
    const client = await context.clients.cloudtrail(parseArn(arn).region)
    const found = await unlessAbsent(['TrailNotFound', 'InvalidTrailName'], () =>
      client.send(new DescribeTrailsCommand({ trailNameList: [arn], includeShadowTrails: false })),
    )
    const trail = found?.trailList?.find(({ TrailARN }) => TrailARN === arn)
    if (!trail) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    const read = await readTrail(context, trail)
    return { ...read, tags, unread: [...(read.unread ?? []), ...ask.unread] }
  },

  normalise: ({ tags = {}, unread = [], ...raw }: Raw, context) => {
    const { trail } = raw
    return {
      id: trail.TrailARN ?? '',
      name: trail.Name ?? '',
      region: trail.HomeRegion ?? context.region,
      tags,
      config: { ...settings(raw, context), ...statusOf(raw), ...coverageOf(raw) },
      unread: unread.flatMap((one): Unread[] => (filled[one.field] ?? [one.field]).map((field) => ({ ...one, field }))),
    }
  },
})

function settings(
  { trail, keyState, ownsBucket }: Raw,
  place: { readonly account: string; readonly partition: string },
) {
  const { S3BucketName: bucket, KmsKeyId, CloudWatchLogsLogGroupArn } = trail
  return {
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganization: trail.IsOrganizationTrail === true,
    isOfOtherAccount: ownerOf(trail) !== place.account,
    includesGlobalEvents: trail.IncludeGlobalServiceEvents === true,
    logFileValidation: trail.LogFileValidationEnabled === true,
    bucket,
    bucketArn: bucket && `arn:${place.partition}:s3:::${bucket}`,
    bucketOwner: ownsBucket === undefined ? undefined : ownsBucket ? 'this account' : 'another account',
    logGroupArn: CloudWatchLogsLogGroupArn?.replace(/:\*$/, '') || undefined,
    topicArn: trail.SnsTopicARN || undefined,
    kmsKeyArn: KmsKeyId || undefined,
    keyIsForeign: ![place.account, ''].includes(parseArn(KmsKeyId ?? '').account),
    keyState,
  }
}

function statusOf({ status }: Raw) {
  if (!status) return {}
  const due = isoTime(status.StartLoggingTime)
  return {
    isLogging: status.IsLogging === true,
    deliveryError: status.LatestDeliveryError || undefined,
    logsDelivered: isoTime(status.LatestCloudWatchLogsDeliveryTime),
    logDeliveryError: status.LatestCloudWatchLogsDeliveryError || undefined,
    logsDueFrom: due && new Date(Date.parse(due) + hour).toISOString(),
  }
}

const hour = 3_600_000

function coverageOf({ selectors }: Raw) {
  if (!selectors) return {}
  const { events, excluded } = managementEvents(selectors)
  return { managementEvents: events, excludedSources: [...excluded] }
}
