import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from '../context.ts'
import type { Refuse } from './compat-route.ts'

/**
 * Refuses changes that a page of another site asks a browser for. A browser that was once signed in with a user name and
 * password sends them along with such requests by itself; programs send neither of these headers.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export const sameSite =
  (refuse: Refuse): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isForeign = site ? !['same-origin', 'none'].includes(site) : origin && origin !== new URL(c.req.url).origin
    return isForeign ? refuse(c, 403, 'Pages of other sites may not change anything here.') : next()
  }
