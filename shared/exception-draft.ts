import { z } from 'zod'
import { exceptionKinds, mostFindings } from './exception.ts'
import { utcTime } from './utc-time.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const reason = line(2000)
const owner = line(200)
const ends = utcTime('2027-01-01T00:00:00Z')
const cid = z.int().positive()
const kind = z.enum(exceptionKinds)

/** What an exception is to be for: exactly one of the three. */
const scope = {
  resourceIds: z.array(z.string().min(1).max(2048)).min(1).max(mostFindings).optional(),
  tag: z.strictObject({ key: z.string().min(1).max(512), value: z.string().max(512).optional() }).optional(),
  account: line(200).optional(),
}

type Scope = { readonly resourceIds?: unknown; readonly tag?: unknown; readonly account?: unknown }
const hasOneScope = ({ resourceIds, tag, account }: Scope) =>
  [resourceIds, tag, account].filter((one) => one !== undefined).length === 1
const oneScope = { error: 'Say for what: resourceIds, tag or account, one of the three.', path: ['resourceIds'] }

export const exceptionDraft = z
  .strictObject({ cid, kind, reason, owner, ends: ends.optional(), ...scope })
  .refine(hasOneScope, oneScope)
export type ExceptionDraft = z.infer<typeof exceptionDraft>

/** A draft without its words, to see what it would hold for. */
export const exceptionPreview = z.strictObject({ cid, kind, ...scope }).refine(hasOneScope, oneScope)
export type ExceptionPreview = z.infer<typeof exceptionPreview>

/** `ends: null` takes the end away, which a false positive alone may do. */
export const exceptionPatch = z.strictObject({
  reason: reason.optional(),
  owner: owner.optional(),
  ends: ends.nullable().optional(),
})
export type ExceptionPatch = z.infer<typeof exceptionPatch>
