import { type Clock, createPace, createShared, realClock } from './pace.ts'

/** Holds calls back so that a subscription's other users keep their share of its limits. */
export type AzurePace = {
  /** Returns when the next call to a resource provider may be made. */
  readonly take: (provider: string, signal: AbortSignal) => Promise<void>
  /** Holds back all calls to a provider that has answered 429, for so many milliseconds. */
  readonly hold: (provider: string, milliseconds: number) => void
}

/**
 * Resource Manager lets an application read 250 times at once and 25 times a second in a subscription; a fifth of that
 * is left to others that use the same application. Providers have limits of their own, such as Storage's 800 reads in
 * five minutes, and say with 429 and Retry-After when they are reached.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
const rate = { burst: 200, perSecond: 20 }

export function createAzurePace(clock: Clock = realClock): AzurePace {
  const { now, wait } = clock
  const held = new Map<string, number>()
  const pace = createPace(rate, clock)

  async function take(provider: string, signal: AbortSignal) {
    for (let until = held.get(provider) ?? 0; until > now(); until = held.get(provider) ?? 0) {
      await wait(until - now(), signal)
    }
    await pace.take(signal)
  }

  function hold(provider: string, milliseconds: number) {
    held.set(provider, Math.max(held.get(provider) ?? 0, now() + milliseconds))
  }
  return { take, hold }
}

const shared = createShared<AzurePace>()

/** The pace of a subscription, shared by all connections of this worker. */
export const paceOf = (subscription: string): AzurePace => shared(subscription, createAzurePace)
