import type { Context } from 'hono'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'

/** The body as JSON whatever its type is said to be: scripts leave the header out. `undefined` where there is none. */
export async function readJson(c: Context<ApiEnv>): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'The body is not valid JSON.')
  }
}

/** The fields of a form, files as their text; of a field that is sent twice the last one. */
export async function readForm(c: Context<ApiEnv>): Promise<Readonly<Record<string, string>>> {
  const form = await c.req.parseBody().catch(() => {
    throw new Problem(400, 'The body is not a valid form.')
  })
  const fields = Object.entries(form).map(async ([name, value]) => {
    const one = Array.isArray(value) ? value.at(-1) : value
    return [name, typeof one === 'string' || one === undefined ? (one ?? '') : await one.text()] as const
  })
  return Object.fromEntries(await Promise.all(fields))
}

export const isForm = (c: Context<ApiEnv>): boolean =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(c.req.header('content-type') ?? '')
