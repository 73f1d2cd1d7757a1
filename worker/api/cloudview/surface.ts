import { z } from '@hono/zod-openapi'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Refuse, Surface } from './compat-route.ts'
import { unwrapBearer } from './jwt-shape.ts'

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_ENTITY',
  501: 'NOT_IMPLEMENTED',
  502: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
}

/** A refusal as CloudView words it. */
export const refuse: Refuse = (c, status, message, headers = {}) => {
  // Clients of these paths take a conflict for a rate limit, and try the same again and again.
  if (status === 409) return c.json({ errorCode: 'CONFLICT', message }, 400, headers)
  const errorCode = codes[status] ?? 'INTERNAL_SERVER_ERROR'
  return c.json({ errorCode, message }, status as ContentfulStatusCode, headers)
}

/** The surface that clients of CloudView speak. */
export const cloudviewSurface: Surface = {
  refuse,
  schemes: ['basic', 'bearer'],
  before: unwrapBearer,
  refusal: z.object({ errorCode: z.string(), message: z.string() }),
}
