import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from '../context.ts'

/** Nothing is limited by number; clients that read these headers, and some do not start without, go at their full pace. */
const headers: Readonly<Record<string, string>> = {
  'x-ratelimit-limit': '100000',
  'x-ratelimit-remaining': '100000',
  'x-ratelimit-window-sec': '3600',
  'x-ratelimit-towait-sec': '0',
  'x-concurrency-limit-limit': '100',
  'x-concurrency-limit-running': '1',
}

/** Says on every answer how much more may be asked. */
export const rateLimit: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
}
