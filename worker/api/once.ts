import { randomBytes } from 'node:crypto'

/** Things that wait under a secret key, to be taken once and soon; kept in memory. */
export type Once<T> = {
  readonly put: (value: T, now: Date) => string
  /** What waits there, once; undefined when it is unknown, taken or too old. */
  readonly take: (key: string, now: Date) => T | undefined
}

/** `life` in milliseconds. Where more than `most` wait, the oldest are given up: somebody is flooding. */
export function once<T>(life: number, most = 1000): Once<T> {
  const waiting = new Map<string, { readonly value: T; readonly end: number }>()

  return {
    put(value, now) {
      for (const [key, { end }] of waiting) {
        if (end > now.getTime() && waiting.size < most) break
        waiting.delete(key)
      }
      const key = randomBytes(32).toString('base64url')
      waiting.set(key, { value, end: now.getTime() + life })
      return key
    },
    take(key, now) {
      const found = waiting.get(key)
      waiting.delete(key)
      return found && found.end > now.getTime() ? found.value : undefined
    },
  }
}
