/** A call that a role may not make, and the controls that cannot be answered without it. */
export type Denial = {
  /** The call, by the name of the service's description: `efs:DescribeFileSystems`. */
  readonly operation: string
  /** The permission that every one of the controls has to name, where it is not the call's own name. */
  readonly permission?: string
  readonly cids: readonly number[]
  /** Some resources are judged without the call, so that not all of them are unknown. */
  readonly isPartly?: true
}

const passwordPolicy = [6, 7, 8, 9, 10, 11, 12, 13]
const users = [1, 2, 3, 4, 5]
const alarms = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 1025]

/** At least one call of every service that the controls read. */
export const denials: readonly Denial[] = [
  { operation: 'iam:GetAccountPasswordPolicy', cids: passwordPolicy },
  { operation: 'iam:GetAccountSummary', cids: [14, 15, 16, 1013] },
  { operation: 'iam:ListVirtualMFADevices', cids: [16], isPartly: true },
  { operation: 'iam:GetCredentialReport', cids: [...users, 18, 1005, 1006, 1007, 1013] },
  { operation: 'iam:GenerateCredentialReport', cids: [...users, 18, 1005, 1006, 1007, 1013] },
  { operation: 'iam:GetAccountAuthorizationDetails', cids: [...users, 17, 50, 1005, 1006, 1007, 1009] },
  { operation: 'iam:ListEntitiesForPolicy', cids: [49, 1014], isPartly: true },
  { operation: 'iam:ListSAMLProviders', cids: [1013], isPartly: true },
  { operation: 'iam:ListServerCertificates', cids: [1011] },
  {
    operation: 's3:ListBuckets',
    permission: 's3:ListAllMyBuckets',
    cids: [21, 24, 45, 46, 47, 48, 57, 1016, 1017, 1019],
  },
  { operation: 's3:GetBucketAcl', cids: [21, 45], isPartly: true },
  { operation: 's3:GetBucketPolicy', cids: [21, 46, 57], isPartly: true },
  { operation: 's3:GetBucketLogging', cids: [24, 47] },
  { operation: 's3:GetBucketVersioning', cids: [48, 1016] },
  { operation: 's3:GetPublicAccessBlock', permission: 's3:GetBucketPublicAccessBlock', cids: [1019] },
  {
    operation: 's3control:GetPublicAccessBlock',
    permission: 's3:GetAccountPublicAccessBlock',
    cids: [1018, 1019],
    isPartly: true,
  },
  { operation: 'ec2:DescribeVpcs', cids: [43, 1034] },
  { operation: 'ec2:DescribeFlowLogs', cids: [43] },
  { operation: 'ec2:DescribeVpcEndpoints', cids: [1034], isPartly: true },
  { operation: 'ec2:DescribeSecurityGroups', cids: [41, 42, 44, 1028, 1030, 1031] },
  { operation: 'ec2:GetManagedPrefixListEntries', cids: [41, 42, 1028, 1030, 1031], isPartly: true },
  { operation: 'ec2:DescribeInstances', cids: [1010, 1033] },
  { operation: 'ec2:GetEbsEncryptionByDefault', cids: [1027] },
  { operation: 'ec2:DescribeNetworkAcls', cids: [1029] },
  { operation: 'ec2:DescribeVpcPeeringConnections', cids: [1032] },
  { operation: 'ec2:DescribeRouteTables', cids: [1032], isPartly: true },
  { operation: 'rds:DescribeDBInstances', cids: [51, 53, 55, 56, 1020], isPartly: true },
  { operation: 'rds:DescribeDBSnapshots', cids: [52, 54], isPartly: true },
  { operation: 'rds:DescribeDBSnapshotAttributes', cids: [52], isPartly: true },
  { operation: 'kms:ListKeys', cids: [26, 1015], isPartly: true },
  { operation: 'kms:DescribeKey', cids: [25, 26, 1015], isPartly: true },
  { operation: 'kms:GetKeyRotationStatus', cids: [26] },
  { operation: 'cloudtrail:DescribeTrails', cids: [19, 20, 21, 22, 24, 25, ...alarms, 1022, 1023] },
  { operation: 'cloudtrail:GetTrailStatus', cids: [19, 22, ...alarms, 1022, 1023] },
  { operation: 'cloudtrail:GetEventSelectors', cids: [19, ...alarms, 1022, 1023] },
  { operation: 'logs:DescribeMetricFilters', cids: alarms },
  { operation: 'cloudwatch:DescribeAlarms', cids: alarms },
  { operation: 'sns:ListSubscriptionsByTopic', cids: alarms },
  { operation: 'config:DescribeConfigurationRecorders', cids: [23] },
  { operation: 'config:DescribeConfigurationRecorderStatus', cids: [23], isPartly: true },
  { operation: 'config:DescribeDeliveryChannels', cids: [23], isPartly: true },
  { operation: 'efs:DescribeFileSystems', permission: 'elasticfilesystem:DescribeFileSystems', cids: [1021] },
  { operation: 'securityhub:DescribeHub', cids: [1026] },
  { operation: 'macie2:GetMacieSession', cids: [1017], isPartly: true },
  { operation: 'account:GetAlternateContact', cids: [1004] },
  { operation: 'organizations:DescribeOrganization', cids: [1001, 1002, 1025] },
  { operation: 'sso-admin:ListInstances', permission: 'sso:ListInstances', cids: [1013], isPartly: true },
  { operation: 'sqs:GetQueueAttributes', cids: [1015], isPartly: true },
  { operation: 'sns:GetTopicAttributes', cids: [1015], isPartly: true },
  { operation: 'lambda:GetPolicy', cids: [1015], isPartly: true },
  { operation: 'kms:GetKeyPolicy', cids: [1015], isPartly: true },
  { operation: 'secretsmanager:GetResourcePolicy', cids: [1015], isPartly: true },
  { operation: 'events:ListEventBuses', cids: [1015], isPartly: true },
  { operation: 'ecr:GetRepositoryPolicy', cids: [1015], isPartly: true },
  {
    operation: 'elbv2:DescribeLoadBalancers',
    permission: 'elasticloadbalancing:DescribeLoadBalancers',
    cids: [1024],
    isPartly: true,
  },
  {
    operation: 'elbv2:DescribeLoadBalancerAttributes',
    permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    cids: [1024],
    isPartly: true,
  },
  { operation: 'apigateway:GetStages', permission: 'apigateway:GET', cids: [1024], isPartly: true },
  { operation: 'cloudfront:ListDistributions', cids: [1024], isPartly: true },
]

/**
 * The denials in groups that are played together, as each run takes its time: no two of a group are of one service or
 * about one control, so that what each of them costs stays apart.
 */
export function groupDenials(all: readonly Denial[]): readonly (readonly Denial[])[] {
  const groups: Denial[][] = []
  for (const denial of all) {
    const group = groups.find((one) => one.length < groupSize && one.every((other) => areApart(denial, other)))
    if (group) group.push(denial)
    else groups.push([denial])
  }
  return groups
}

const groupSize = 3

const areApart = (one: Denial, other: Denial) =>
  serviceOf(one) !== serviceOf(other) && !one.cids.some((cid) => other.cids.includes(cid))

const serviceOf = ({ operation }: Denial) => operation.split(':')[0]
