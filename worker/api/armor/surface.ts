import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Refuse, Surface } from '../cloudview/compat-route.ts'
import { unwrapBearer } from '../cloudview/jwt-shape.ts'

const codes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  422: 'UnprocessableEntity',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
}
const brief = z.object({ message: z.string() })
const long = z.object({ ErrorCode: z.string(), Message: z.string(), Detail: z.string(), ReferenceId: z.string() })

/** A refusal as Armor words it: `message` alone where something is not allowed, else four fields. */
export const refuse: Refuse = (c, status, message, headers = {}) => {
  if (status === 403) return c.json({ message }, 403, headers)
  const ErrorCode = codes[status] ?? 'InternalServerError'
  const body = { ErrorCode, Message: message, Detail: `${c.req.method} ${c.req.path}`, ReferenceId: randomUUID() }
  return c.json(body, status as ContentfulStatusCode, headers)
}

/** The surface that clients of Armor's API speak. The header X-Account-Context is theirs, and is not looked at. */
export const armorSurface: Surface = {
  refuse,
  refusal: z.union([long, brief]),
  schemes: ['bearer', 'basic'],
  before: unwrapBearer,
}

/** Whether a refusal of this path is worded here, when no route is there to do it. */
export const isArmor = (path: string): boolean => /^\/cspm(\/|$)/.test(path)
