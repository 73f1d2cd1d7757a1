import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { parsePolicy } from '../../facts/iam-policy.ts'
import { publicStatements, restrictingKeys } from '../../facts/policy-public.ts'

/** What is told of a resource's own policy, with the same meaning as a bucket's. */
export const resourcePolicyFields = {
  hasPolicy: z.boolean().optional(),
  /** Statements that let everyone in, by their Sid. */
  publicStatements: z.array(z.string()).optional(),
  /** Condition keys that keep strangers out of statements which would let everyone in. */
  policyConditions: z.array(z.string()).optional(),
  /** `private` or `public`. */
  policyAccess: z.string().optional(),
}
export const resourcePolicyFieldNames = Object.keys(resourcePolicyFields)

/** The JSON text of a policy, and which part of the resource it belongs to, where there are several. */
export type PolicyText = { readonly text: string | undefined; readonly of?: string | undefined }

type Asked = {
  readonly policies: readonly PolicyText[]
  /** What could not be read of the resource; with `policyAccess` among it, nothing is said of the policy. */
  readonly unread?: readonly Unread[] | undefined
  /** The call that the texts come from. */
  readonly operation: string
}

/** What the policies of a resource let strangers do. No text, or an empty one, means that there is no policy. */
export function judgeResourcePolicy({ policies, unread = [], operation }: Asked) {
  if (unread.some(({ field }) => field === 'policyAccess')) return { config: {}, unread: [] }
  const there = policies.filter(({ text = '' }) => text.trim() !== '')
  const judged = judgeTexts(there)
  if (!judged) return { config: {}, unread: resourcePolicyFieldNames.map((field) => ({ field, operation, reason })) }
  return {
    config: {
      hasPolicy: there.length > 0,
      ...judged,
      policyAccess: judged.publicStatements.length === 0 ? 'private' : 'public',
    },
    unread: [],
  }
}

/** A policy that is not understood is not judged: nothing about it is known. */
function judgeTexts(texts: readonly PolicyText[]) {
  try {
    const policies = texts.map(({ text = '', of }) => ({ of, statements: parsePolicy(text) }))
    const named = (label: string, of: string | undefined) => (of === undefined ? label : `${label} of ${of}`)
    return {
      publicStatements: policies.flatMap(({ of, statements }) =>
        publicStatements(statements).map((label) => named(label, of)),
      ),
      policyConditions: [...new Set(policies.flatMap(({ statements }) => restrictingKeys(statements)))].sort(),
    }
  } catch {
    return undefined
  }
}

const reason = 'The policy holds something that could not be understood.'
