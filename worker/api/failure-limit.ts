import type { Context } from 'hono'
import type { ApiEnv } from './context.ts'

const period = 60_000
const most = 30
/** Callers that are kept in mind. */
const callers = 10_000

/**
 * Counts failed attempts of each caller: after 30 in a minute, the next ones are told to wait. Keys are too long to be
 * guessed anyway; this keeps the guessing from becoming a burden. Who has a key is never asked: behind a proxy all callers
 * are one, and whoever fails on purpose would keep the others out.
 */
export function failureLimit() {
  const failures = new Map<string, { readonly since: number; readonly count: number }>()
  const current = (c: Context<ApiEnv>) => {
    const now = c.var.api.clock().getTime()
    const known = failures.get(callerOf(c))
    return known && now - known.since < period ? known : { since: now, count: 0 }
  }

  return {
    isReached: (c: Context<ApiEnv>): boolean => current(c).count >= most,
    fail(c: Context<ApiEnv>): void {
      const { since, count } = current(c)
      if (failures.size >= callers) failures.clear()
      failures.set(callerOf(c), { since, count: count + 1 })
    },
  }
}

/** The address at the other end, a proxy's where one stands before us; headers that callers write are not believed. */
function callerOf(c: Context<ApiEnv>): string {
  const env = c.env as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? ''
}
