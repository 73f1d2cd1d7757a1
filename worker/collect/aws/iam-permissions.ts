import type { AttachedPermissionsBoundary, AttachedPolicy, PolicyDetail } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { fullAdminStatements } from '../../facts/full-admin.ts'
import type { Relation } from '../../resource-type.ts'

/** What users, groups and roles alike are allowed, by policies of their own and by those attached to them. */
export const permissionFields = {
  /** Names of the policies attached to it, AWS's own and the account's; a permissions boundary is none of them. */
  attachedPolicies: z.array(z.string()),
  attachedPolicyArns: z.array(z.string()),
  /** Names of the policies that are part of it. */
  inlinePolicies: z.array(z.string()),
  /** Those of them that allow every action on every resource. */
  inlineFullAdmin: z.array(z.string()),
}

export const permissionRelations: Readonly<Record<string, Relation>> = {
  policies: { type: 'aws.iam.policy', key: 'attachedPolicyArns', match: 'arn', label: 'Attached policies' },
}

/** ARN of the policy that bounds what a user or role may be allowed; absent where there is none. */
export const boundaryOf = (boundary: AttachedPermissionsBoundary | undefined) => boundary?.PermissionsBoundaryArn

/** Reads the policies of a user, group or role as `GetAccountAuthorizationDetails` gives them. */
export function permissionsOf(
  attached: readonly AttachedPolicy[] = [],
  inline: readonly PolicyDetail[] = [],
): { readonly config: z.infer<z.ZodObject<typeof permissionFields>>; readonly unread: readonly Unread[] } {
  const judged = inline.map(({ PolicyName = '', PolicyDocument }) => ({
    PolicyName,
    isFull: isFullAdmin(PolicyDocument),
  }))
  // One that allows everything is enough, whatever the others say.
  const isUnclear = judged.every(({ isFull }) => !isFull) && judged.some(({ isFull }) => isFull === undefined)
  return {
    config: {
      attachedPolicies: attached.map(({ PolicyName, PolicyArn }) => PolicyName ?? PolicyArn ?? 'unnamed').sort(),
      attachedPolicyArns: attached.flatMap(({ PolicyArn }) => PolicyArn ?? []).sort(),
      inlinePolicies: judged.map(({ PolicyName }) => PolicyName).sort(),
      inlineFullAdmin: judged.flatMap(({ PolicyName, isFull }) => (isFull ? [PolicyName] : [])).sort(),
    },
    unread: isUnclear ? [unclearPolicy('inlineFullAdmin')] : [],
  }
}

/** Undefined where the text is no policy: what it allows is then unknown. */
function isFullAdmin(text = ''): boolean | undefined {
  try {
    return fullAdminStatements(text).length > 0
  } catch {
    return undefined
  }
}

export const unclearPolicy = (field: string): Unread => ({
  field,
  operation: 'iam:GetAccountAuthorizationDetails',
  reason: 'A policy holds something that could not be understood.',
})
