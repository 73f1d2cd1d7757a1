import type { AwsConnectorType, AwsMemberType } from '../../shared/connector.ts'
import { beyondSecurityAudit } from './aws-security-audit.ts'
import { basePermissions, fargatePermissions, limitsOf, remediationPermissions } from './aws-types.ts'

/** One policy that a role is given: a managed one of AWS by its name, or one with these actions. */
export type AwsGrant = {
  readonly name: string
  readonly about: string
  readonly managedPolicy?: string
  readonly actions: readonly string[]
}

type GrantOptions = {
  readonly type: AwsConnectorType
  /** What the resource types call. */
  readonly permissions: readonly string[]
  /** Instead of SecurityAudit, each action by its name and nothing more. */
  readonly isExact?: boolean
  /** Of an organization: the management account is read as its members are. */
  readonly memberType?: AwsMemberType
}

/** The policies that the role of a connector of this type needs. */
export function grantsOf(options: GrantOptions): readonly AwsGrant[] {
  const { type, permissions, isExact = false, memberType = 'cspm' } = options
  const limits = limitsOf(type)
  const own: readonly AwsGrant[] = limits
    ? [{ name: 'PlumblineInventory', about: aboutLimited[type] ?? '', actions: limits }]
    : [
        ...(isExact ? [exactGrant(permissions)] : auditGrants(permissions)),
        ...(type === 'remediation' ? [remediationGrant] : []),
      ]
  if (type !== 'organization') return own
  const named = own.map((grant) => ({ ...grant, name: 'PlumblineOrganization' }))
  return [...named, ...grantsOf({ type: memberType, permissions, isExact })]
}

/** Every action that a connector of this type may use, by its name. */
export function permissionsOf(type: AwsConnectorType, permissions: readonly string[]): readonly string[] {
  const writes = type === 'remediation' ? remediationPermissions : []
  return limitsOf(type) ?? [...new Set([...basePermissions, ...permissions, ...writes])].sort()
}

const aboutLimited: Partial<Readonly<Record<AwsConnectorType, string>>> = {
  inventory: 'Lists instances and what they stand on.',
  assessment: 'Lists instances, and what Systems Manager knows of them.',
  organization: 'Lists the accounts of the organization.',
}

function auditGrants(permissions: readonly string[]): readonly AwsGrant[] {
  const additional = beyondSecurityAudit([...new Set(permissions)].sort())
  const left = additional.filter((action) => !fargatePermissions.includes(action))
  return [
    {
      name: 'SecurityAudit',
      about: 'Managed by AWS: reads the configuration of its services.',
      managedPolicy: 'SecurityAudit',
      actions: [],
    },
    { name: 'PlumblineFargate', about: 'Reads the Fargate profiles of EKS clusters.', actions: fargatePermissions },
    ...(left.length > 0
      ? [{ name: 'PlumblineAdditional', about: 'Reads what SecurityAudit leaves out.', actions: left }]
      : []),
  ]
}

const exactGrant = (permissions: readonly string[]): AwsGrant => ({
  name: 'PlumblineReads',
  about: 'Reads what is checked, and nothing else.',
  actions: permissionsOf('cspm', permissions),
})

const remediationGrant: AwsGrant = {
  name: 'PlumblineRemediation',
  about: 'Makes the changes that a person asks for; the only actions that change anything.',
  actions: remediationPermissions,
}
