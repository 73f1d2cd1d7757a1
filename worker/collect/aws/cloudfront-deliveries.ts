import type { CollectContext } from '../../resource-type.ts'

/** How the access logs of distributions are delivered, by ARN. */
export type DeliveryMap = ReadonlyMap<string, readonly string[]>

/**
 * Standard logging of version 2, which CloudFront itself does not tell: a delivery of CloudWatch Logs in the home region
 * whose source is the distribution. A source that nothing is delivered from logs nothing.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export async function readDeliveries({ clients, partition }: CollectContext<'aws'>): Promise<DeliveryMap> {
  const { paginateDescribeDeliveries, paginateDescribeDeliverySources } = await import(
    '@aws-sdk/client-cloudwatch-logs'
  )
  const client = await clients.logs(logsRegion(partition))
  const methods = new Map<string, string>()
  for await (const { deliveries = [] } of paginateDescribeDeliveries({ client, pageSize: 50 }, {}))
    for (const { deliverySourceName = '', deliveryDestinationType } of deliveries)
      methods.set(deliverySourceName, `log delivery${places[deliveryDestinationType ?? ''] ?? ''}`)
  if (methods.size === 0) return new Map()

  const byArn = new Map<string, string[]>()
  for await (const { deliverySources = [] } of paginateDescribeDeliverySources({ client, pageSize: 50 }, {})) {
    for (const { name = '', service, logType, resourceArns = [] } of deliverySources) {
      const method = methods.get(name)
      if (service !== 'cloudfront' || logType !== 'ACCESS_LOGS' || method === undefined) continue
      for (const arn of resourceArns) byArn.set(arn, [...(byArn.get(arn) ?? []), method])
    }
  }
  return byArn
}

/** Where what belongs to a distribution is kept, if not in the home region of the partition. */
export const logsRegion = (partition: string): string | undefined =>
  partition === 'aws-cn' ? 'cn-northwest-1' : undefined

const places: Readonly<Record<string, string>> = {
  S3: ' to S3',
  CWL: ' to CloudWatch Logs',
  FH: ' to Data Firehose',
}
