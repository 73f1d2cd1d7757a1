import type { AwsConnectorType } from '../../shared/connector.ts'

/** What the connector itself asks before any collector: the regions that are enabled. */
export const basePermissions: readonly string[] = ['ec2:DescribeRegions']

const instances = ['ec2:DescribeInstances', 'ec2:DescribeAddresses', 'ec2:DescribeImages', 'ec2:DescribeRegions']

/** Needed for the Fargate profiles of EKS clusters. */
export const fargatePermissions: readonly string[] = ['eks:ListFargateProfiles', 'eks:DescribeFargateProfile']

/** The only actions that change anything. */
export const remediationPermissions: readonly string[] = [
  'ec2:RevokeSecurityGroupIngress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:DisassociateIamInstanceProfile',
  'ec2:StopInstances',
  's3:PutBucketPublicAccessBlock',
  'rds:ModifyDBInstance',
]

const limited: Partial<Readonly<Record<AwsConnectorType, readonly string[]>>> = {
  inventory: [...instances, 'ec2:DescribeVpcs'],
  assessment: ['ssm:ListInventoryEntries', 'ssm:DescribeInstanceInformation', ...instances],
  organization: [...instances, 'ec2:DescribeVpcs', 'organizations:List*'],
}

/**
 * The actions that a connector of this type confines itself to, as IAM writes them; `undefined` where it calls whatever
 * its resource types do.
 */
export const limitsOf = (type: AwsConnectorType | undefined): readonly string[] | undefined => type && limited[type]

/** Whether a list of actions, which may hold `*` and `?`, allows one. IAM compares without case. */
export function allows(actions: readonly string[], permission: string): boolean {
  return actions.some((action) => patternOf(action).test(permission))
}

const patternOf = (action: string) =>
  new RegExp(
    `^${action
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  )
