import type { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { Reader } from '../../reader.ts'
import type { CollectContext } from '../../resource-type.ts'

type Account = Pick<CollectContext<'aws'>, 'account' | 'partition' | 'region'>

/**
 * One thing that an account has once: the calls that tell it, and what they mean. The aspects of an account share its
 * fields and what was read, so each names its own.
 */
export type AccountAspect = {
  /** Permissions of every call that `read` makes. */
  readonly permissions: readonly string[]
  readonly fields: z.ZodRawShape
  /** Makes the calls; `ask` tells which fields a failed one leaves unread. */
  readonly read: (context: CollectContext<'aws'>, ask: Reader) => Promise<Readonly<Record<string, unknown>>>
  /** Pure, a part of `normalise`; whatever was not read is absent. `unread` where an answer was not understood. */
  readonly toFields: (
    raw: Readonly<Record<string, unknown>>,
    account: Account,
  ) => { readonly config: Readonly<Record<string, unknown>>; readonly unread?: readonly Unread[] }
}

/** Checks that an aspect turns what it reads into the fields that it declares. */
export function defineAccountAspect<Raw extends object, Shape extends z.ZodRawShape>(aspect: {
  readonly permissions: readonly string[]
  readonly fields: Shape
  readonly read: (context: CollectContext<'aws'>, ask: Reader) => Promise<Raw>
  readonly toFields: (
    raw: Raw,
    account: Account,
  ) => { readonly config: Partial<z.infer<z.ZodObject<Shape>>>; readonly unread?: readonly Unread[] }
}): AccountAspect {
  // What was read comes back to the aspect that read it, among what the others read.
  return aspect as unknown as AccountAspect
}
