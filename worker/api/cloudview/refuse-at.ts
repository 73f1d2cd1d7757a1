import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { refuse as armorRefuse, isArmor } from '../armor/surface.ts'
import type { ApiEnv } from '../context.ts'
import { problem } from '../problem.ts'
import { isCloudview } from './app.ts'
import { refuse as cloudviewRefuse } from './surface.ts'

/** Refuses a request that no route has taken, in the words of the part of the API that its path is in. */
export function refuseAt(
  c: Context<ApiEnv>,
  status: ContentfulStatusCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (isCloudview(c.req.path)) return cloudviewRefuse(c, status, detail, headers)
  if (isArmor(c.req.path)) return armorRefuse(c, status, detail, headers)
  return problem(c, status, detail, { headers })
}
