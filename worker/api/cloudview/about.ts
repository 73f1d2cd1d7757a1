import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from '../context.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { escapeHtml } from './html.ts'
import { cloudviewSurface as surface } from './surface.ts'

const read = compatRoute(surface, {
  ...{ tags: ['Sign-in'], method: 'get', access: 'read', path: '/msp/about.php' },
  summary: 'Whether the worker answers, and which version it is; clients check their password with it',
  answers: { 200: { description: 'The version', types: ['text/xml'] } },
})

/** Row 29: what clients ask first. The headers that they look for are on every answer. */
export const about: OpenAPIHono<ApiEnv> = compatRouter(surface).openapi(read, (c) =>
  c.body(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ABOUT><WEB-VERSION>Plumbline ${escapeHtml(c.var.api.version)}</WEB-VERSION></ABOUT>\n`,
    200,
    { 'content-type': 'text/xml; charset=utf-8' },
  ),
)
