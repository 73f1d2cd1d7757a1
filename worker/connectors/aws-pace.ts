import type { AwsService } from './aws-services.ts'
import { createPace, createShared, type Pace, type Rate } from './pace.ts'

type Granted = Rate & {
  /** Each call of the service has a bucket of its own. */
  readonly isPerCall?: true
}

/**
 * What AWS grants an account for reading, in each region. Where a service publishes only a rate, a second of it is the
 * burst. Of EC2, CloudTrail, CloudWatch and CloudWatch Logs each call has its own; the calls of API Gateway share one.
 * - https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * - https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 * - https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * - https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * - https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * - https://docs.aws.amazon.com/general/latest/gr/sns.html, and the pages of the other services beside it
 */
const granted: Readonly<Partial<Record<AwsService, Granted>>> = {
  apigateway: { burst: 40, perSecond: 10 },
  apigatewayv2: { burst: 40, perSecond: 10 },
  cloudtrail: { burst: 10, perSecond: 10, isPerCall: true },
  cloudwatch: { burst: 9, perSecond: 9, isPerCall: true },
  ec2: { burst: 100, perSecond: 20, isPerCall: true },
  kms: { burst: 500, perSecond: 500 },
  lambda: { burst: 15, perSecond: 15 },
  logs: { burst: 5, perSecond: 5, isPerCall: true },
  secretsmanager: { burst: 50, perSecond: 50 },
  sfn: { burst: 100, perSecond: 5, isPerCall: true },
  sns: { burst: 30, perSecond: 30 },
  sts: { burst: 40, perSecond: 20 },
  tagging: { burst: 15, perSecond: 15 },
}

/** S3 publishes no limit for reading configuration, and answers far more than other services do. */
const own: Readonly<Partial<Record<AwsService, Rate>>> = { s3: { burst: 200, perSecond: 200 } }

/** For services that publish nothing, IAM among them. */
const careful: Rate = { burst: 20, perSecond: 10 }

/** How fast we call: half of what AWS grants, so that the account's own tools are never starved. */
export function rateOf(service: AwsService): Rate {
  const limit = granted[service]
  if (limit) return { burst: Math.max(1, limit.burst / 2), perSecond: limit.perSecond / 2 }
  return own[service] ?? careful
}

/** The bucket that a call draws from, within its account. */
export const bucketOf = (service: AwsService, region: string, operation: string): string =>
  `${region} ${granted[service]?.isPerCall ? operation : service}`

const shared = createShared<Pace>()

/** The pace of an account, service and region, shared by all connections of this worker. */
export function paceOf(account: string, service: AwsService, region: string, operation: string): Pace {
  return shared(`${account} ${bucketOf(service, region, operation)}`, () => createPace(rateOf(service)))
}
