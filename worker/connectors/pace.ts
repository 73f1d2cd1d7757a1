import { setTimeout as delay } from 'node:timers/promises'

/** Waits so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const pause: Wait = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted())
}

/** What tells the time, in milliseconds, and lets it pass. */
export type Clock = { readonly now: () => number; readonly wait: Wait }

export const realClock: Clock = { now: () => performance.now(), wait: pause }

/** Calls that may be made at once, and how many more each second. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/** A token bucket: `take` waits for its turn, `drain` empties it when the provider says that we are too fast. */
export type Pace = { readonly take: (signal: AbortSignal) => Promise<void>; readonly drain: () => void }

/** Callers reserve their token at once and wait until it is due: first come, first served. */
export function createPace({ burst, perSecond }: Rate, { now, wait }: Clock = realClock): Pace {
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
      if (tokens < 0) await wait((-tokens / perSecond) * 1000, signal)
    },
    drain() {
      refill()
      tokens = Math.min(tokens, 0)
    },
  }
}

/**
 * Answers the same thing for the same key for as long as the worker runs: connections to one account share its limits.
 */
export function createShared<Shared>(): (key: string, make: () => Shared) => Shared {
  const made = new Map<string, Shared>()
  return (key, make) => {
    const found = made.get(key) ?? make()
    made.set(key, found)
    return found
  }
}
