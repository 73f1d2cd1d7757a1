import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { blockSettings } from './public-access-block.ts'

/** What is in force for the bucket: its own block and its account's together. */
export const blockFields = {
  blockPublicAcls: z.boolean().optional(),
  ignorePublicAcls: z.boolean().optional(),
  blockPublicPolicy: z.boolean().optional(),
  restrictPublicBuckets: z.boolean().optional(),
  /** Where settings come from: `bucket`, `account`, `bucket and account`; `nowhere` when all are off. */
  publicAccessBlockedBy: z.string().optional(),
}

type Setting = (typeof blockSettings)[number][0]
export type BucketBlock = {
  readonly config: { readonly [key in Setting]?: boolean } & { readonly publicAccessBlockedBy?: string }
  readonly unread: readonly Unread[]
}

/** The name under which `list` notes that the bucket's own block could not be read. */
export const ownBlock = 'publicAccessBlock'

/** A setting is on if either has it on; off only when both could be read. */
export function judgeBlock(raw: {
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined
  readonly accountBlock?: PublicAccessBlockConfiguration | undefined
  readonly unread?: readonly Unread[]
  readonly accountUnread?: readonly Unread[]
}): BucketBlock {
  const own = raw.publicAccessBlock ?? {}
  const account = raw.accountBlock ?? {}
  const hidden = [...(raw.unread ?? []).filter(({ field }) => field === ownBlock), ...(raw.accountUnread ?? [])]
  const settings = blockSettings.map(([field, name]) => [field, own[name] === true || account[name] === true] as const)
  const known = settings.filter(([, isOn]) => isOn || hidden.length === 0)
  const unknown: readonly string[] = settings.filter((setting) => !known.includes(setting)).map(([field]) => field)
  const holders = [isAnyOn(own) ? 'bucket' : '', isAnyOn(account) ? 'account' : ''].filter(Boolean)
  return {
    config: {
      ...Object.fromEntries(known),
      ...(hidden.length === 0 ? { publicAccessBlockedBy: holders.join(' and ') || 'nowhere' } : {}),
    },
    unread: [...unknown, ...(hidden.length > 0 ? ['publicAccessBlockedBy'] : [])].flatMap((field) =>
      hidden.map((reason) => ({ ...reason, field })),
    ),
  }
}

const isAnyOn = (block: PublicAccessBlockConfiguration) => blockSettings.some(([, name]) => block[name] === true)
