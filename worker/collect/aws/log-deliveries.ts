import type { CloudWatchLogsClient, DeliverySource } from '@aws-sdk/client-cloudwatch-logs'

/** How the access logs of resources are delivered, by ARN. */
export type DeliveryMap = ReadonlyMap<string, readonly string[]>

/**
 * Logs that CloudWatch Logs takes from a service and delivers, which the service itself does not tell: a delivery whose
 * source is the resource. A source that nothing is delivered from logs nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html
 */
export async function readDeliveries(
  client: CloudWatchLogsClient,
  isMeant: (source: DeliverySource) => boolean,
): Promise<DeliveryMap> {
  const { paginateDescribeDeliveries, paginateDescribeDeliverySources } = await import(
    '@aws-sdk/client-cloudwatch-logs'
  )
  const methods = new Map<string, string>()
  for await (const { deliveries = [] } of paginateDescribeDeliveries({ client, pageSize: 50 }, {}))
    for (const { deliverySourceName = '', deliveryDestinationType } of deliveries)
      methods.set(deliverySourceName, `log delivery${places[deliveryDestinationType ?? ''] ?? ''}`)
  if (methods.size === 0) return new Map()

  const byArn = new Map<string, string[]>()
  for await (const { deliverySources = [] } of paginateDescribeDeliverySources({ client, pageSize: 50 }, {})) {
    for (const source of deliverySources) {
      const method = methods.get(source.name ?? '')
      if (method === undefined || !isMeant(source)) continue
      for (const arn of source.resourceArns ?? []) byArn.set(arn, [...(byArn.get(arn) ?? []), method])
    }
  }
  return byArn
}

const places: Readonly<Record<string, string>> = {
  S3: ' to S3',
  CWL: ' to CloudWatch Logs',
  FH: ' to Data Firehose',
}
