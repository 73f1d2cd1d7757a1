import type { Grant } from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { BucketBlock } from './bucket-block.ts'

export const aclFields = {
  /** Permissions that the access control list grants to everyone. */
  aclEveryone: z.array(z.string()).optional(),
  /** Permissions that it grants to everyone with an AWS account, whosever it is. */
  aclAuthenticated: z.array(z.string()).optional(),
  /** `private`; `public`; `ignored` where it is public, but a public access block has no regard for it. */
  aclAccess: z.string().optional(),
}
export const aclFieldNames = Object.keys(aclFields)

/**
 * What an access control list lets strangers do. `grants` is absent where it could not be read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups
 */
export function judgeAcl(grants: readonly Grant[] | undefined, block: BucketBlock) {
  if (!grants) return { config: {}, unread: [], receivesLogs: undefined }
  const aclEveryone = grantsTo(grants, '/global/AllUsers')
  const aclAuthenticated = grantsTo(grants, '/global/AuthenticatedUsers')
  const receivesLogs = grantsTo(grants, '/s3/LogDelivery').length > 0
  const lists = { aclEveryone, aclAuthenticated }
  if (aclEveryone.length === 0 && aclAuthenticated.length === 0)
    return { config: { ...lists, aclAccess: 'private' }, unread: [], receivesLogs }
  const { ignorePublicAcls } = block.config
  const hidden = block.unread.filter(({ field }) => field === 'ignorePublicAcls')
  return {
    config: { ...lists, ...(hidden.length > 0 ? {} : { aclAccess: ignorePublicAcls ? 'ignored' : 'public' }) },
    unread: hidden.map((reason) => ({ ...reason, field: 'aclAccess' })),
    receivesLogs,
  }
}

const grantsTo = (grants: readonly Grant[], group: string): string[] => [
  ...new Set(
    grants
      .filter(({ Grantee }) => Grantee?.URI?.endsWith(`/groups${group}`))
      .flatMap(({ Permission }) => Permission ?? [])
      .sort(),
  ),
]
