import { setTimeout as sleep } from 'node:timers/promises'
import type { AwsService } from './aws-operations.ts'

/** A token bucket: `take` waits for its turn, `drain` empties it when the provider says that we are too fast. */
export type Pace = { readonly take: (signal: AbortSignal) => Promise<void>; readonly drain: () => void }

/** Tokens that the bucket holds, and that it gains each second. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/**
 * Half of what AWS grants an account and region, so that its own tools are never starved. EC2 grants each reading call
 * 100 tokens and 20 more a second (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html), STS 600 a
 * second in all; IAM and S3 publish none for reading configuration, so theirs are our own, careful ones.
 */
const rates: Readonly<Record<AwsService, Rate>> = {
  ec2: { burst: 50, perSecond: 10 },
  iam: { burst: 20, perSecond: 10 },
  s3: { burst: 200, perSecond: 200 },
  s3control: { burst: 20, perSecond: 10 },
  sts: { burst: 20, perSecond: 10 },
}

const paces = new Map<string, Pace>()

/** The bucket of an account, service and region, shared by all connections of this worker; EC2 has one for each call. */
export function paceOf(account: string, service: AwsService, region: string, operation: string): Pace {
  const key = [account, region, service === 'ec2' ? operation : service].join(' ')
  const pace = paces.get(key) ?? createPace(rates[service])
  paces.set(key, pace)
  return pace
}

/** Callers reserve their token at once and wait until it is due: first come, first served. */
export function createPace({ burst, perSecond }: Rate, now: () => number = () => performance.now()): Pace {
  let tokens = burst
  let filled = now()

  function refill() {
    const time = now()
    tokens = Math.min(burst, tokens + ((time - filled) / 1000) * perSecond)
    filled = time
  }

  return {
    async take(signal) {
      signal.throwIfAborted()
      refill()
      tokens -= 1
      if (tokens < 0) await sleep((-tokens / perSecond) * 1000, undefined, { signal })
    },
    drain() {
      refill()
      tokens = Math.min(tokens, 0)
    },
  }
}
