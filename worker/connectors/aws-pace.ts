import type { AwsService } from './aws-services.ts'
import { createPace, createShared, type Pace, type Rate } from './pace.ts'

/**
 * Half of what AWS grants an account and region, so that its own tools are never starved. EC2 grants each reading call
 * 100 tokens and 20 more a second (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html), STS 600 a
 * second in all; IAM and S3 publish none for reading configuration, so theirs are our own, careful ones.
 */
const rates: Readonly<Partial<Record<AwsService, Rate>>> = {
  ec2: { burst: 50, perSecond: 10 },
  iam: { burst: 20, perSecond: 10 },
  s3: { burst: 200, perSecond: 200 },
  s3control: { burst: 20, perSecond: 10 },
  sts: { burst: 20, perSecond: 10 },
}

/** For services that publish nothing. */
const careful: Rate = { burst: 10, perSecond: 5 }

const shared = createShared<Pace>()

/** The pace of an account, service and region, shared by all connections of this worker; EC2 has one for each call. */
export function paceOf(account: string, service: AwsService, region: string, operation: string): Pace {
  const key = [account, region, service === 'ec2' ? operation : service].join(' ')
  return shared(key, () => createPace(rates[service] ?? careful))
}
