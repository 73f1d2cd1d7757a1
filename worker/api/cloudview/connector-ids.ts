import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { readJson } from './body.ts'

const ids = z.array(z.string().max(200)).max(1000)
export const idsBody = z.union([ids, z.object({ connectorIds: z.union([z.string(), ids]) })])
const most = 1000

/**
 * The connectors that a request is about, in any of the forms that clients send: a JSON array, `{"connectorIds": […]}`,
 * or `?connectorIds=a,b`. Throws `Problem` where it names none.
 */
export async function readIds(c: Context<ApiEnv>): Promise<readonly string[]> {
  const asked = c.req.queries('connectorIds') ?? []
  const found = asked.length > 0 ? asked : fromBody(await readJson(c))
  const all = [...new Set(found.flatMap((text) => text.split(',')).map((text) => text.trim()))].filter(Boolean)
  if (all.length > 0 && all.length <= most) return all
  throw new Problem(400, `Name 1 to ${most} connectors: as a JSON array of ids, or as ?connectorIds=a,b.`)
}

function fromBody(body: unknown): readonly string[] {
  const { data } = idsBody.safeParse(body)
  if (!data) return []
  return 'connectorIds' in data ? [data.connectorIds].flat() : data
}
