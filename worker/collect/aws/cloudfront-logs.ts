import type { DistributionSummary, LoggingConfig } from '@aws-sdk/client-cloudfront'
import type { CollectContext } from '../../resource-type.ts'
import { type DeliveryMap, readDeliveries } from './log-deliveries.ts'

/**
 * Standard logging of version 2, which stands in the home region.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export const readLogDeliveries = async ({ clients, partition }: CollectContext<'aws'>): Promise<DeliveryMap> =>
  readDeliveries(
    await clients.logs(logsRegion(partition)),
    ({ service, logType }) => service === 'cloudfront' && logType === 'ACCESS_LOGS',
  )

/** Where what belongs to a distribution is kept, if not in the home region of the partition. */
export const logsRegion = (partition: string): string | undefined =>
  partition === 'aws-cn' ? 'cn-northwest-1' : undefined

/**
 * How a distribution's requests are logged. Real-time logs count where every path has them: those of a single path leave out the others.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html
 */
export function logMethods(
  { DefaultCacheBehavior, CacheBehaviors }: DistributionSummary,
  logging: LoggingConfig | undefined,
  deliveries: readonly string[],
): readonly string[] {
  const paths = [DefaultCacheBehavior, ...(CacheBehaviors?.Items ?? [])]
  const isRealTime = paths.every((path) => path?.RealtimeLogConfigArn)
  const methods = [logging?.Enabled === true && 'standard logs', isRealTime && 'real-time logs', ...deliveries]
  return methods.filter((method) => method !== false)
}

/** Name of a bucket, from its address as an origin, a website, or a place for logs. */
export const bucketOf = (host: string) =>
  /^(?<bucket>.{3,63}?)\.s3(?:-website)?(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(host)?.groups?.bucket
