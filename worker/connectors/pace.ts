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

/** A token bucket: `take` waits for its turn; `slow` is told when the provider says that we are too fast. */
export type Pace = { readonly take: (signal: AbortSignal) => Promise<void>; readonly slow: () => void }

/** Shares of the full rate: the least that throttling leaves, and what comes back with each second without it. */
const least = 0.1
const recovery = 0.05

/**
 * Callers reserve their token at once and wait until it is due: first come, first served. Each throttling empties the
 * bucket and halves the rate, which then grows back: others call the provider too, and how much they leave varies.
 */
export function createPace({ burst, perSecond }: Rate, { now, wait }: Clock = realClock): Pace {
  let tokens = burst
  let filled = now()
  let share = 1
  let slowed = Number.NEGATIVE_INFINITY

  function refill() {
    const time = now()
    const seconds = (time - filled) / 1000
    tokens = Math.min(burst, tokens + seconds * perSecond * share)
    share = Math.min(1, share + seconds * recovery)
    filled = time
  }

  return {
    async take(signal) {
      signal.throwIfAborted()
      refill()
      tokens -= 1
      if (tokens < 0) await wait((-tokens / (perSecond * share)) * 1000, signal)
    },
    slow() {
      refill()
      tokens = Math.min(tokens, 0)
      // The answers to one burst come together: they are one sign, not many.
      if (filled - slowed < 1000) return
      share = Math.max(least, share / 2)
      slowed = filled
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
