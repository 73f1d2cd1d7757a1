import { setTimeout as delay } from 'node:timers/promises'

/** Waits; rejects when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const pause: Wait = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, { signal })
}

/** Holds calls back so that a subscription's other users keep their share of its limits. */
export type Pace = {
  /** Returns when the next call to a resource provider may be made. */
  readonly take: (provider: string, signal: AbortSignal) => Promise<void>
  /** Holds back all calls to a provider that has answered 429. */
  readonly hold: (provider: string, milliseconds: number) => void
}

/**
 * Resource Manager lets an application read 250 times at once and 25 times a second in a subscription; a fifth of that
 * is left to others that use the same application. Providers have limits of their own, such as Storage's 800 reads in
 * five minutes, and say with 429 and Retry-After when they are reached.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
const burst = 200
const perSecond = 20

export function createPace(wait: Wait = pause, now = Date.now): Pace {
  const held = new Map<string, number>()
  let tokens = burst
  let filled = now()

  async function take(provider: string, signal: AbortSignal) {
    for (let until = held.get(provider) ?? 0; until > now(); until = held.get(provider) ?? 0) {
      await wait(until - now(), signal)
    }
    const time = now()
    tokens = Math.min(burst, tokens + ((time - filled) / 1000) * perSecond)
    filled = time
    // Taken before the wait, so that those who come later wait longer.
    tokens -= 1
    if (tokens < 0) await wait((-tokens / perSecond) * 1000, signal)
  }

  function hold(provider: string, milliseconds: number) {
    held.set(provider, Math.max(held.get(provider) ?? 0, now() + milliseconds))
  }
  return { take, hold }
}

const paces = new Map<string, Pace>()

/** The pace of a subscription, kept for as long as the worker runs: two connections share the same limits. */
export function paceOf(subscription: string): Pace {
  const pace = paces.get(subscription) ?? createPace()
  paces.set(subscription, pace)
  return pace
}
