import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'

/** Whose things of one's own a list tells. */
export const whoseQuery = {
  whose: z.enum(['mine', 'visible', 'all']).default('visible').openapi({
    description: '`visible`: one’s own and what others share. `all`: everybody’s, for those who administer.',
  }),
}
type Whose = z.infer<typeof whoseQuery.whose>

type Kept = { readonly owner: string; readonly shared: boolean }

const administers = (c: Context<ApiEnv>): boolean => c.var.actor.rights.includes('administer')

/** The filter that a store takes; an owner stands for their own things. Throws `Problem` 403. */
export function whoseFilter(c: Context<ApiEnv>, whose: Whose): { owner?: string; shared?: boolean } {
  if (whose === 'all' && !administers(c)) {
    throw new Problem(403, 'Only those who administer see everybody’s. Ask for `mine` or `visible`.')
  }
  return whose === 'all' ? {} : { owner: c.var.actor.owner, shared: whose === 'visible' }
}

export const isMine = (c: Context<ApiEnv>, { owner }: Pick<Kept, 'owner'>): boolean => owner === c.var.actor.owner

/** Whether whoever asks may know that it is there. */
export const isVisible = (c: Context<ApiEnv>, kept: Kept): boolean => kept.shared || isMine(c, kept) || administers(c)

/** Throws `Problem` 403 unless it belongs to whoever asks. */
export function refuseOthers(c: Context<ApiEnv>, kept: Kept, advice: string): void {
  if (!isMine(c, kept)) throw new Problem(403, `It belongs to somebody else. ${advice}`)
}

/** Likewise, but those who administer may delete anything. */
export function refuseDeletion(c: Context<ApiEnv>, kept: Kept): void {
  if (!administers(c)) refuseOthers(c, kept, 'Only they, and those who administer, can delete it.')
}
