import { z } from '@hono/zod-openapi'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Refuse, Surface } from './compat-route.ts'
import { unwrapBearer } from './jwt-shape.ts'

const codes: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'INVALID_CREDENTIALS',
  403: 'UNAUTHORIZED',
  404: 'NOT_FOUND',
  409: 'INVALID_REQUEST',
  413: 'INVALID_REQUEST',
  503: 'OTHER_ERROR',
}

/** A refusal as the connector API words it, in the envelope of its answers. */
const refuse: Refuse = (c, status, errorMessage, headers = {}) => {
  const responseCode = codes[status] ?? 'OTHER_ERROR'
  const body = { ServiceResponse: { responseCode, responseErrorDetails: { errorMessage } } }
  // As elsewhere on these paths, a conflict would be taken for a rate limit.
  return c.json(body, (status === 409 ? 400 : status) as ContentfulStatusCode, headers)
}

/** The surface that clients of the connector API 3.0 speak, which follows CloudView's own connector paths. */
export const qpsSurface: Surface = {
  refuse,
  schemes: ['basic', 'bearer'],
  before: unwrapBearer,
  refusal: z.object({
    ServiceResponse: z.object({
      responseCode: z.string(),
      responseErrorDetails: z.object({ errorMessage: z.string() }),
    }),
  }),
}
