import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Database } from '../store/database.ts'
import { areNear, type Marks, readMarks } from '../store/marks.ts'
import type { ApiEnv } from './context.ts'

/** Milliseconds that an answer serves those who ask for the same. */
const life = 500
/** Answers that are kept, and characters of the longest one. */
const [most, longest] = [200, 500_000]

/** `text` is undefined where the answer was a refusal, or too long to keep. */
type Shared = { readonly at: number; readonly marks: Marks; readonly text: Promise<string | undefined> }

const answers = new WeakMap<Database, Map<string, Shared>>()

/**
 * Lets those who ask for the same at about the same time share one answer: many look at the same first pages while a run
 * goes on. What the API itself writes, and the end of a run, count at once; what a run writes meanwhile after half a second
 * at most. For routes that answer everybody who may read alike.
 */
export const share: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { database, clock } = c.var.api
  const own = answers.get(database) ?? new Map<string, Shared>()
  answers.set(database, own)
  const [now, marks] = [clock().getTime(), await readMarks(database)]
  const isFresh = (one: Shared) => areNear(one.marks, marks) && Math.abs(now - one.at) < life
  const { pathname, search } = new URL(c.req.url)
  const key = pathname + search
  const known = own.get(key)
  const text = known && isFresh(known) ? await known.text : undefined
  if (text !== undefined) return c.body(text, 200, { 'content-type': 'application/json' })
  const mine = { at: now, marks, text: answerOf(c, next) }
  for (const [name, one] of own) if (own.size >= most || !isFresh(one)) own.delete(name)
  own.set(key, mine)
  if ((await mine.text) === undefined && own.get(key) === mine) own.delete(key)
  return undefined
}

async function answerOf(c: Context<ApiEnv>, next: Next): Promise<string | undefined> {
  await next()
  if (c.res.status !== 200) return undefined
  const text = await c.res.clone().text()
  return text.length > longest ? undefined : text
}
