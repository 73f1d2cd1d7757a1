import type { LoadBalancer, LoadBalancerAttribute } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Unread } from '../../../shared/resource.ts'
import type { CollectContext } from '../../resource-type.ts'
import { type DeliveryMap, readDeliveries } from './log-deliveries.ts'
import { unsaid } from './unsaid.ts'

/** Fields that the attributes of a load balancer fill. */
export const logFieldNames = ['accessLogs', 'logBucketArn']

/** What of their own attributes load balancers log to are buckets alone. */
export const logsTo = (bucket: string | undefined, isOn: boolean, partition: string) =>
  isOn ? { accessLogs: 'Amazon S3', logBucketArn: bucket ? `arn:${partition}:s3:::${bucket}` : undefined } : {}

/**
 * Access logs that CloudWatch Logs takes from load balancers of a region, of which their attributes say nothing.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-logs.html
 */
export const readLogDeliveries = async ({ clients }: CollectContext<'aws'>, region?: string): Promise<DeliveryMap> =>
  readDeliveries(await clients.logs(region), ({ logType = '' }) => /^[AN]LB_ACCESS_LOGS$/.test(logType))

/** Whether only CloudWatch Logs can tell if it logs. Gateways cannot log. */
export const mayDeliver = ({ Type }: LoadBalancer, attributes: readonly LoadBalancerAttribute[] | undefined) =>
  Type !== 'gateway' && settingOf(attributes, 'access_logs.s3.enabled') !== 'true'

/** The value of an attribute. */
export const settingOf = (attributes: readonly LoadBalancerAttribute[] = [], key: string) =>
  attributes.find(({ Key }) => Key === key)?.Value

/** Nothing is concluded from attributes that do not say whether it logs; of gateways they never do. */
export const logsUnsaid = (isOn: unknown, unread: readonly Unread[]): readonly Unread[] =>
  unread.some(({ field }) => field === 'accessLogs') ? [] : unsaid({ accessLogs: isOn })

/** Protocols of listeners that end or pass on TLS, in both APIs. */
export const isTls = (protocol: string | undefined): boolean => /^(HTTPS|TLS|SSL)$/.test(protocol ?? '')

/** Codes of both APIs for a load balancer that is gone. */
export const goneBalancer = ['LoadBalancerNotFound', 'AccessPointNotFound', 'absent']

/** How many load balancers are read at a time: each takes some calls. */
export const balancersAtOnce = 8
