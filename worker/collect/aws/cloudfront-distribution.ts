import type { DistributionSummary, LoggingConfig } from '@aws-sdk/client-cloudfront'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { bucketOf, logMethods, logsRegion, readLogDeliveries } from './cloudfront-logs.ts'
import type { DeliveryMap } from './log-deliveries.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly distribution: DistributionSummary
  /** Of the logs into a bucket, which the list leaves out. */
  readonly logging?: LoggingConfig | undefined
  /** How deliveries of CloudWatch Logs take its access logs away. */
  readonly deliveries?: readonly string[] | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html */
export const cloudfrontDistribution = defineAwsType({
  type: 'aws.cloudfront.distribution',
  label: 'CloudFront distribution',
  code: 'CLOUDFRONT_DISTRIBUTION',
  service: 'CloudFront',
  scope: 'global',
  permissions: [
    ...['cloudfront:ListDistributions', 'cloudfront:GetDistributionConfig'],
    ...['logs:DescribeDeliveries', 'logs:DescribeDeliverySources', 'tag:GetResources'],
  ],
  relations: {
    webAcl: { type: 'aws.wafv2.web-acl', key: 'webAclArn', label: 'Web ACL' },
    buckets: { type: 'aws.s3.bucket', key: 'bucketArns', label: 'Origin buckets' },
    logBucket: { type: 'aws.s3.bucket', key: 'logBucketArn', label: 'Log bucket' },
  },
  fields: z.object({
    distributionId: z.string(),
    /** As load balancers and stages of APIs have them: of which kind it is, and whether it speaks TLS, as all do. */
    kind: z.string(),
    hasTls: z.boolean(),
    domainName: z.string().optional(),
    aliases: z.array(z.string()),
    isEnabled: z.boolean(),
    origins: z.array(z.string()),
    bucketArns: z.array(z.string()),
    webAclArn: z.string().optional(),
    viewerProtocol: z.string().optional(),
    minimumTls: z.string().optional(),
    /** How requests are logged: standard logs, real-time logs, log delivery; absent where they are not. */
    accessLogs: z.string().optional(),
    logBucketArn: z.string().optional(),
    lastModified: z.string().optional(),
  }),

  async *list(context) {
    if (!isOfferedIn(context.partition)) return
    const tagsOf = lazyTags(context, ['cloudfront:distribution'], logsRegion(context.partition))
    const shared = context.reader()
    let asked: Promise<DeliveryMap | undefined> | undefined
    yield* concurrently(distributions(context), distributionsAtOnce, async (distribution) => {
      asked ??= shared(['accessLogs'], () => readLogDeliveries(context))
      const [tags, deliveries] = await Promise.all([tagsOf(), asked])
      const unread = [...tags.unread, ...shared.unread]
      return readDistribution(context, distribution, { deliveries, tags: tags.of(distribution.ARN), unread })
    })
  },

  async one(context, arn) {
    if (!isOfferedIn(context.partition)) return undefined
    for await (const distribution of distributions(context)) {
      if (distribution.ARN !== arn) continue
      const ask = context.reader()
      const tags = await ask(['tags'], () => tagsOfResource(context, arn, logsRegion(context.partition)))
      const deliveries = await ask(['accessLogs'], () => readLogDeliveries(context))
      return readDistribution(context, distribution, { deliveries, tags, unread: ask.unread })
    }
    return undefined
  },

  normalise: ({ distribution, logging, deliveries = [], tags = {}, unread = [] }: Raw, { partition }) => {
    const { Id = '', ARN = '', DomainName, Aliases, Origins, ViewerCertificate, WebACLId } = distribution
    const aliases = Aliases?.Items ?? []
    const origins = (Origins?.Items ?? []).flatMap(({ DomainName }) => DomainName ?? [])
    const methods = logMethods(distribution, logging, deliveries)
    const logBucket = logging?.Enabled ? bucketOf(logging.Bucket ?? '') : undefined
    const bucketArn = (name: string) => `arn:${partition}:s3:::${name}`
    return {
      id: ARN,
      name: tags.Name ?? aliases[0] ?? DomainName ?? Id,
      region: 'global',
      tags,
      config: {
        distributionId: Id,
        kind: 'distribution',
        hasTls: true,
        domainName: DomainName,
        aliases: [...aliases],
        isEnabled: distribution.Enabled === true,
        origins,
        bucketArns: origins.flatMap((origin) => bucketOf(origin) ?? []).map(bucketArn),
        webAclArn: WebACLId?.startsWith('arn:') ? WebACLId : undefined,
        viewerProtocol: distribution.DefaultCacheBehavior?.ViewerProtocolPolicy,
        minimumTls: ViewerCertificate?.MinimumProtocolVersion,
        accessLogs: methods.join(', ') || undefined,
        logBucketArn: logBucket && bucketArn(logBucket),
        lastModified: isoTime(distribution.LastModifiedTime),
      },
      // One way that was seen is enough, whatever else there is.
      unread: methods.length === 0 ? unread : unread.filter(({ field }) => field !== 'accessLogs'),
    }
  },
})

const distributionsAtOnce = 4

/** https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/setting-up-credentials.html: it stands outside of GovCloud. */
const isOfferedIn = (partition: string) => partition !== 'aws-us-gov'

async function* distributions({ clients }: CollectContext<'aws'>): AsyncIterable<DistributionSummary> {
  const { paginateListDistributions } = await import('@aws-sdk/client-cloudfront')
  const pages = paginateListDistributions({ client: await clients.cloudfront(), pageSize: 100 }, {})
  for await (const { DistributionList } of pages) yield* DistributionList?.Items ?? []
}

type Shared = {
  readonly deliveries: DeliveryMap | undefined
  readonly tags: TagMap | undefined
  readonly unread: readonly Unread[]
}

async function readDistribution(
  { clients, reader }: CollectContext<'aws'>,
  distribution: DistributionSummary,
  { deliveries, tags, unread }: Shared,
): Promise<Raw> {
  const { GetDistributionConfigCommand } = await import('@aws-sdk/client-cloudfront')
  const client = await clients.cloudfront()
  const ask = reader()
  const answer = await ask(['accessLogs', 'logBucketArn'], () =>
    client.send(new GetDistributionConfigCommand({ Id: distribution.Id })),
  )
  return {
    distribution,
    logging: answer?.DistributionConfig?.Logging,
    deliveries: deliveries?.get(distribution.ARN ?? ''),
    tags,
    unread: [...unread, ...ask.unread],
  }
}
