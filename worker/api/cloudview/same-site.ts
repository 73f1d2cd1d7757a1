import type { Context, MiddlewareHandler } from 'hono'
import type { ApiEnv } from '../context.ts'
import type { Refuse } from './compat-route.ts'

/** What is said to such a page. */
export const foreignRefusal = 'Pages of other sites may not change anything here.'

/** Whether a browser sends the request for a page of another site. */
export function isForeign(c: Context<ApiEnv>): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return !['same-origin', 'none'].includes(site)
  const origin = c.req.header('origin')
  return origin !== undefined && origin !== new URL(c.req.url).origin
}

/**
 * Refuses changes that a page of another site asks a browser for. A browser that was once signed in with a user name and
 * password sends them along with such requests by itself; programs send neither of these headers.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export const sameSite =
  (refuse: Refuse): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    return isForeign(c) ? refuse(c, 403, foreignRefusal) : next()
  }
