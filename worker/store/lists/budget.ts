import { setImmediate } from 'node:timers/promises'

/**
 * How long a request may go on searching, by the clock: while many ask at once each gets less work done, and none waits
 * long for its answer.
 */
export type Budget = {
  readonly isSpent: () => boolean
  /** Does a piece of work and lets others have their turn: reads are synchronous underneath. */
  readonly step: <T>(work: () => Promise<T>) => Promise<T>
}

const usual = 250

export function startBudget(milliseconds = usual): Budget {
  const end = performance.now() + milliseconds
  return {
    isSpent: () => performance.now() >= end,
    step: async (work) => {
      const result = await work()
      await setImmediate()
      return result
    },
  }
}

/** No end: for downloads, which take as long as they take. */
export const noBudget: Budget = { ...startBudget(), isSpent: () => false }

/** Rows of the windows that a long search is cut into: as many as take some milliseconds, found out on the way. */
export type Pace = { readonly size: () => number; readonly time: <T>(work: () => Promise<T>) => Promise<T> }

const [least, most] = [100, 50_000]

export function createPace(first = 1000): Pace {
  let size = first
  return {
    size: () => size,
    time: async (work) => {
      const start = performance.now()
      const result = await work()
      const took = performance.now() - start
      if (took < 4) size = Math.min(size * 2, most)
      if (took > 12) size = Math.max(Math.round(size / 2), least)
      return result
    },
  }
}
