/** Lets `perSecond` calls through on average and `burst` at once; the rest wait their turn. */
export type TokenBucket = { readonly take: (signal: AbortSignal) => Promise<void> }

type Clock = { readonly now: () => number; readonly wait: Wait }
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export function createTokenBucket(perSecond: number, burst: number, { now, wait }: Clock): TokenBucket {
  let tokens = burst
  let filled = now()

  async function take(signal: AbortSignal) {
    const time = now()
    tokens = Math.min(burst, tokens + ((time - filled) / 1000) * perSecond)
    filled = time
    // Taken before the wait, so that those who come later wait longer.
    tokens -= 1
    if (tokens < 0) await wait((-tokens / perSecond) * 1000, signal)
  }
  return { take }
}

/**
 * Calls a minute that Google grants a project: Compute Engine 1,500 reads
 * (https://cloud.google.com/compute/docs/api-rate-limits), Resource Manager 600
 * (https://cloud.google.com/resource-manager/docs/limits). Cloud Storage publishes no limit on reading the settings of
 * buckets (https://cloud.google.com/storage/quotas): its figure is ours.
 */
const perMinute: Readonly<Record<string, number>> = { compute: 1_500, cloudresourcemanager: 600, storage: 60_000 }

/** Token buckets of one project, by API, kept for as long as the worker runs: two connections share the same quota. */
const buckets = new Map<string, TokenBucket>()

/**
 * The token bucket of a project and an API; `api` is the first part of a method id, such as `compute`. A quarter of the
 * quota at once and a quarter a minute: never more than half in any minute, the rest is for those who work there.
 */
export function bucketOf(project: string, api: string, clock: Clock): TokenBucket {
  const key = `${project} ${api}`
  const share = (perMinute[api] ?? 600) / 4
  const bucket = buckets.get(key) ?? createTokenBucket(share / 60, share, clock)
  buckets.set(key, bucket)
  return bucket
}
