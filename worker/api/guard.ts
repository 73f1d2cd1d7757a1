import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { isLoopback } from '../settings.ts'
import type { ApiEnv } from './context.ts'
import { problem } from './problem.ts'

/** What every answer says to browsers; a route that serves a page replaces the content security policy. */
export const securityHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next()
  const headers: Readonly<Record<string, string>> = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

/**
 * A worker on loopback answers to names of this machine, and to its public one, only: a web page whose own name was
 * pointed at 127.0.0.1 (DNS rebinding) gets nothing.
 */
export const hostCheck: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { hostname } = new URL(c.req.url)
  const { signIn } = c.var.api
  const isPublic = signIn !== undefined && new URL(signIn.publicUrl).hostname === hostname
  if (c.var.api.isLoopback && !isLoopback(hostname) && !isPublic) {
    return problem(c, 421, 'This worker answers to 127.0.0.1 and localhost only.')
  }
  return next()
}

/** Browser extensions may call the API; web pages of other origins may not. */
export const extensionsOnly: MiddlewareHandler<ApiEnv> = cors({
  origin: (origin) => (/^(chrome|moz)-extension:\/\/[\w-]+$/.test(origin) ? origin : null),
  allowHeaders: ['authorization', 'content-type'],
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  maxAge: 600,
})

/** One line for each request: reads at level debug, changes at info. The query, which may hold names, is left out. */
export const requestLog: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const start = performance.now()
  await next()
  const line = {
    method: c.req.method,
    path: c.req.path.slice(0, 200),
    status: c.res.status,
    ms: Math.round(performance.now() - start),
  }
  c.var.api.log[c.req.method === 'GET' || c.req.method === 'OPTIONS' ? 'debug' : 'info'](line, 'request')
}
