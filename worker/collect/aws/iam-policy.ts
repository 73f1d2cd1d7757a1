import type { ManagedPolicyDetail, PolicyVersion } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import { fullAdminStatements } from '../../facts/full-admin.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { authorizationDetails, findByArn } from './iam-details.ts'
import { unclearPolicy } from './iam-permissions.ts'
import { identityCenterPath } from './iam-role.ts'
import { holdersKept, holdersOf } from './policy-holders.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly policy: ManagedPolicyDetail
  /** Who holds one of AWS's own policies that allows everything; of others nobody asks. */
  readonly holders?: readonly string[] | undefined
  /** Those of them whom IAM Identity Center made. */
  readonly identityCenter?: readonly string[] | undefined
  readonly unread?: readonly Unread[]
}

export const iamPolicy = defineAwsType({
  type: 'aws.iam.policy',
  label: 'IAM policy',
  code: 'IAM_POLICY',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:GetAccountAuthorizationDetails', 'iam:ListEntitiesForPolicy'],
  fields: z.object({
    policyName: z.string(),
    policyId: z.string(),
    arn: z.string(),
    path: z.string().optional(),
    /** One that AWS keeps, the same in every account; only those in use are listed. */
    isAwsManaged: z.boolean(),
    created: z.string().optional(),
    updated: z.string().optional(),
    /** The version that counts: `v3`. */
    version: z.string().optional(),
    /** Users, groups and roles that it is attached to. */
    attachments: z.int(),
    /** Users and roles that it bounds. */
    boundaries: z.int(),
    /** Statements of the version that counts which allow every action on every resource. */
    fullAdminStatements: z.array(z.string()).optional(),
    /** Who holds it: `user ana`. Of AWS's own policies that allow everything, and without what follows; 100 at most. */
    holders: z.array(z.string()).optional(),
    /** Roles of IAM Identity Center that hold it. */
    identityCenterRoles: z.array(z.string()).optional(),
  }),

  async *list(context) {
    for await (const policy of policies(context.clients)) yield await withHolders(context, policy)
  },

  async one(context, id) {
    const policy = await findByArn(
      policies(context.clients),
      id.replace(/:iam::\d{12}:aws-policy\//, ':iam::aws:policy/'),
    )
    return policy && withHolders(context, policy)
  },

  normalise: ({ policy, holders, identityCenter, unread = [] }: Raw, { account }) => {
    const { Arn = '', PolicyName: policyName = '', PolicyId: policyId = '', Path: path, DefaultVersionId } = policy
    const statements = judge(policy)
    const reserved = new Set(identityCenter)
    return {
      // Who holds one of AWS's own is told of this account alone, while its ARN is the same in all of them.
      id: Arn.replace(/:iam::aws:policy\//, `:iam::${account}:aws-policy/`),
      name: policyName,
      region: 'global',
      config: {
        ...{ policyName, policyId, arn: Arn, path, isAwsManaged: isAwsManaged(policy), version: DefaultVersionId },
        ...{ created: isoTime(policy.CreateDate), updated: isoTime(policy.UpdateDate) },
        attachments: policy.AttachmentCount ?? 0,
        boundaries: policy.PermissionsBoundaryUsageCount ?? 0,
        fullAdminStatements: statements && [...statements],
        holders: holders?.filter((name) => !reserved.has(name)).slice(0, holdersKept),
        identityCenterRoles: identityCenter?.slice(0, holdersKept),
      },
      unread: statements ? unread : [...unread, unclearPolicy('fullAdminStatements')],
    }
  },
})

const isAwsManaged = ({ Arn = '' }: ManagedPolicyDetail) => /^arn:[^:]*:iam::aws:policy\//.test(Arn)

/** Every policy of the account's own, and those of AWS's that are attached. */
async function* policies(clients: AwsClients): AsyncIterable<ManagedPolicyDetail> {
  for await (const { Policies = [] } of authorizationDetails(clients, ['LocalManagedPolicy', 'AWSManagedPolicy']))
    for (const policy of Policies)
      if (!isAwsManaged(policy) || (policy.AttachmentCount ?? 0) > 0) yield withoutOldVersions(policy)
}

/** The texts of earlier versions are most of what comes, and say nothing about what is allowed now. */
const withoutOldVersions = (policy: ManagedPolicyDetail): ManagedPolicyDetail => ({
  ...policy,
  PolicyVersionList: (policy.PolicyVersionList ?? []).filter((version) => counts(policy, version)),
})

const counts = ({ DefaultVersionId }: ManagedPolicyDetail, { IsDefaultVersion, VersionId }: PolicyVersion) =>
  DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId

/** Undefined where the version that counts is missing or no policy: what it allows is then unknown. */
function judge(policy: ManagedPolicyDetail): readonly string[] | undefined {
  const version = (policy.PolicyVersionList ?? []).find((one) => counts(policy, one))
  try {
    return fullAdminStatements(version?.Document ?? '')
  } catch {
    return undefined
  }
}

/** There is one such policy of AWS's, or a few: two calls for each. */
async function withHolders({ clients, reader }: CollectContext<'aws'>, policy: ManagedPolicyDetail): Promise<Raw> {
  if (!isAwsManaged(policy) || judge(policy)?.length === 0) return { policy }
  const ask = reader()
  const { Arn = '' } = policy
  const [holders, identityCenter] = await Promise.all([
    ask(['holders', 'identityCenterRoles'], () => holdersOf(clients, Arn)),
    ask(['holders', 'identityCenterRoles'], () => holdersOf(clients, Arn, identityCenterPath)),
  ])
  if (!holders || !identityCenter) return { policy, unread: ask.unread }
  return { policy, holders, identityCenter, unread: [] }
}
