import type { Unread } from '../../../shared/resource.ts'
import { unsaid } from './unsaid.ts'

/** Fields that the attributes of a load balancer fill. */
export const logFieldNames = ['accessLogs', 'logBucketArn']

/** Load balancers log to buckets alone. */
export const logsTo = (bucket: string | undefined, isOn: boolean, partition: string) =>
  isOn ? { accessLogs: 'Amazon S3', logBucketArn: bucket ? `arn:${partition}:s3:::${bucket}` : undefined } : {}

/** Nothing is concluded from attributes that do not say whether it logs; of gateways they never do. */
export const logsUnsaid = (isOn: unknown, unread: readonly Unread[]): readonly Unread[] =>
  unread.some(({ field }) => field === 'accessLogs') ? [] : unsaid({ accessLogs: isOn })

/** Protocols of listeners that end or pass on TLS, in both APIs. */
export const isTls = (protocol: string | undefined): boolean => /^(HTTPS|TLS|SSL)$/.test(protocol ?? '')

/** Codes of both APIs for a load balancer that is gone. */
export const goneBalancer = ['LoadBalancerNotFound', 'AccessPointNotFound', 'absent']

/** How many load balancers are read at a time: each takes some calls. */
export const balancersAtOnce = 8
