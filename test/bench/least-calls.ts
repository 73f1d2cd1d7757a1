/** What reading all resources of a type takes at the least. */
export type Least = {
  /** Resources that one page of its list can hold. */
  readonly page?: number
  /** Paged lists that have to be read, in each region. */
  readonly lists?: number
  /** Paged lists that matter only in regions that hold a resource of the type. */
  readonly more?: number
  /** Calls that the API has for a single resource only. */
  readonly each?: number
  /** Calls once for the account. */
  readonly once?: number
}

const usual = { page: 100, lists: 1, more: 0, each: 0, once: 0 }

/**
 * By resource type, from the reference pages of the API's lists and their largest pages; others read one list of 100. A tag
 * that no list tells is read by region and type (https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html).
 */
const least: Readonly<Record<string, Least>> = {
  // Of IAM: aliases, password policy, summary, virtual devices, providers, two policies' holders, the report twice. Then
  // Identity Center in each region, two contacts, the access block, the regions, the organization, the trails.
  'aws.account': { page: 1000, once: 15 },
  'aws.apigateway.stage': { page: 500, lists: 2 },
  'aws.cloudfront.distribution': { more: 2 },
  'aws.cloudwatch.alarm': { more: 1 },
  'aws.ec2.flow-log': { page: 1000 },
  // Instances, their status checks, and whether Inspector is on.
  'aws.ec2.instance': { page: 1000, lists: 3 },
  // Network interfaces tell which groups are in use.
  'aws.ec2.security-group': { page: 1000, lists: 2 },
  // Route tables name the subnets, not the subnets their table.
  'aws.ec2.subnet': { page: 1000, lists: 2 },
  'aws.ec2.volume': { page: 1000 },
  // Flow logs and endpoints.
  'aws.ec2.vpc': { page: 1000, lists: 3 },
  'aws.ecr.repository': { page: 1000, more: 1, each: 1 },
  'aws.eks.fargate-profile': { lists: 0 },
  'aws.eks.nodegroup': { lists: 0 },
  'aws.elb.load-balancer': { page: 400, lists: 2 },
  'aws.events.bus': { lists: 1, more: 1 },
  'aws.glacier.vault': { more: 1, each: 1 },
  'aws.iam.access-key': { page: 1_000_000 },
  'aws.iam.group': { page: 1000 },
  'aws.iam.instance-profile': { page: 1000 },
  // Those that allow everything are asked who holds them: one of AWS's here.
  'aws.iam.policy': { page: 1000, once: 1 },
  'aws.iam.role': { page: 1000 },
  'aws.iam.server-certificate': { page: 1000 },
  'aws.iam.user': { page: 1000, once: 1 },
  'aws.iam.virtual-mfa-device': { page: 1000 },
  // Keys, aliases, tags; of each key what it is, whether it rotates, and its policy.
  'aws.kms.key': { lists: 2, more: 1, each: 3 },
  // The policy of a function, and its aliases.
  'aws.lambda.function': { page: 50, more: 1, each: 2 },
  'aws.logs.log-group': { page: 50, more: 1 },
  'aws.logs.metric-filter': { page: 50 },
  'aws.organizations.organization': { lists: 0 },
  // Manual ones and automatic ones; of each manual one, whom it is shared with.
  'aws.rds.cluster-snapshot': { lists: 2, each: 1 },
  'aws.rds.snapshot': { lists: 2, each: 1 },
  // Encryption by default, two calls to Config, Security Hub, Macie; the buckets' regions once.
  'aws.region': { page: 1_000_000, lists: 5, once: 1 },
  // Its tags stand in the region of each bucket.
  'aws.s3.bucket': { page: 10_000, each: 5, once: 5 },
  'aws.sfn.state-machine': { page: 1000, more: 1, each: 1 },
  'aws.sns.topic': { more: 1, each: 1 },
  'aws.sqs.queue': { page: 1000, more: 1, each: 1 },
  'aws.wafv2.web-acl': { lists: 2, more: 1 },
}

/** The least calls that `counts` resources, one count for each region, can be read with. */
export function leastCalls(type: string, counts: readonly number[]): number {
  const { page, lists, more, each, once } = { ...usual, ...least[type] }
  const full = counts.reduce((sum, count) => sum + Math.ceil(count / page), 0)
  const pages = full + counts.filter((count) => count === 0).length
  const resources = counts.reduce((sum, count) => sum + count, 0)
  return once + lists * pages + more * full + each * resources
}
