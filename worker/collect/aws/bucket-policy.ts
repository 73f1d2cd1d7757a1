import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type PolicyStatement, parsePolicy } from '../../facts/iam-policy.ts'
import { publicStatements, restrictingKeys } from '../../facts/policy-public.ts'
import { tlsRule } from '../../facts/policy-tls.ts'
import type { BucketBlock } from './bucket-block.ts'

export const policyFields = {
  hasPolicy: z.boolean().optional(),
  /** Statements that let everyone in, by their Sid. */
  publicStatements: z.array(z.string()).optional(),
  /** Condition keys that keep strangers out of statements which would let everyone in. */
  policyConditions: z.array(z.string()).optional(),
  /** `private`; `public`; `restricted` where it is public, but a public access block keeps strangers out. */
  policyAccess: z.string().optional(),
  /** The policy refuses every request that is not encrypted. */
  enforcesTls: z.boolean().optional(),
  /** The statements that do so, for the actions and resources that follow. */
  tlsStatements: z.array(z.string()).optional(),
  tlsActions: z.array(z.string()).optional(),
  tlsResources: z.array(z.string()).optional(),
}
export const policyFieldNames = Object.keys(policyFields)

/** What a bucket policy lets strangers do, and whether it demands encryption. No text means that there is no policy. */
export function judgePolicy(text: string | undefined, bucketArn: string, block: BucketBlock) {
  const policy = text === undefined ? [] : tryParse(text)
  if (!policy) return { config: {}, unread: unclear, receivesLogs: undefined }
  const open = publicStatements(policy)
  const tls = tlsRule(policy, bucketArn)
  const hidden = open.length === 0 ? [] : block.unread.filter(({ field }) => field === 'restrictPublicBuckets')
  return {
    config: {
      hasPolicy: text !== undefined,
      publicStatements: [...open],
      policyConditions: [...restrictingKeys(policy)],
      ...(hidden.length > 0 ? {} : { policyAccess: access(open, block) }),
      enforcesTls: tls.isComplete,
      tlsStatements: [...tls.statements],
      tlsActions: [...tls.actions],
      tlsResources: [...tls.resources],
    },
    unread: hidden.map((reason) => ({ ...reason, field: 'policyAccess' })),
    receivesLogs: policy.some(isForLogs),
  }
}

function access(open: readonly string[], { config }: BucketBlock): string {
  if (open.length === 0) return 'private'
  return config.restrictPublicBuckets ? 'restricted' : 'public'
}

const isForLogs = ({ effect, principals }: PolicyStatement) =>
  effect === 'Allow' && principals.includes('logging.s3.amazonaws.com')

/** A policy that is not understood is not judged: nothing about it is known. */
function tryParse(text: string): readonly PolicyStatement[] | undefined {
  try {
    return parsePolicy(text)
  } catch {
    return undefined
  }
}

const unclear: readonly Unread[] = policyFieldNames.map((field) => ({
  field,
  operation: 's3:GetBucketPolicy',
  reason: 'The bucket policy holds something that could not be understood.',
}))
