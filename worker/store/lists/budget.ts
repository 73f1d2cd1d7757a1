import { setImmediate } from 'node:timers/promises'

/**
 * How long a request may go on searching: so much work of its own and, while many ask at once, less of it by the clock, so
 * that none waits long for its answer.
 */
export type Budget = {
  readonly isSpent: () => boolean
  /** Does a piece of work and lets others have their turn: reads are synchronous underneath. */
  readonly step: <T>(work: () => Promise<T>) => Promise<T>
}

/** Milliseconds of work; and those by the clock after which a lesser amount of it must do. */
const usual = 250
const [patience, least] = [200, 30]
/** Milliseconds of work after which others have their turn. */
const turn = 3
/** Turns of the event loop that an answer takes besides its reads: to come in, to be packed, to be sent. */
const others = 4

let lastTurn: Promise<unknown> = Promise.resolve()

/** One search at a time works, and between its pieces others get through: many searches keep nothing waiting that takes little. */
function nextTurn(): Promise<unknown> {
  lastTurn = lastTurn.then(async () => {
    for (let passed = 0; passed < others; passed++) await setImmediate()
  })
  return lastTurn
}

export function startBudget(milliseconds = usual): Budget {
  const start = performance.now()
  let [worked, sinceTurn] = [0, 0]
  return {
    isSpent: () => worked >= milliseconds || (worked >= least && performance.now() - start >= patience),
    step: async (work) => {
      const begin = performance.now()
      const result = await work()
      const took = performance.now() - begin
      worked += took
      sinceTurn += took
      if (sinceTurn < turn) return result
      sinceTurn = 0
      await nextTurn()
      return result
    },
  }
}

/** No end: for downloads, which take as long as they take. */
export const noBudget: Budget = { ...startBudget(), isSpent: () => false }

/** Rows of the windows that a long search is cut into: as many as take some milliseconds, found out on the way. */
export type Pace = { readonly size: () => number; readonly time: <T>(work: () => Promise<T>) => Promise<T> }

const [smallest, largest] = [100, 50_000]

export function createPace(first = 1000): Pace {
  let size = first
  return {
    size: () => size,
    time: async (work) => {
      const start = performance.now()
      const result = await work()
      const took = performance.now() - start
      if (took < 2) size = Math.min(size * 2, largest)
      if (took > 5) size = Math.max(Math.round(size / 2), smallest)
      return result
    },
  }
}
