import type {
  ElasticLoadBalancingV2Client,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { concurrently } from '../../concurrently.ts'
import type { Reader } from '../../reader.ts'

/** What of a target group is needed, by load balancer. */
export type TargetGroups = ReadonlyMap<string, readonly Pick<TargetGroup, 'TargetGroupArn' | 'TargetType'>[]>

/** Fields that target groups fill. */
export const targetFieldNames = ['targetGroupArns', 'instanceIds']

const groupsAtOnce = 4

/** The target groups of a region, in pages of 400, or of a single load balancer. Those that none uses are left out. */
export async function readTargetGroups(
  client: ElasticLoadBalancingV2Client,
  LoadBalancerArn?: string,
): Promise<TargetGroups> {
  const { paginateDescribeTargetGroups } = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const byBalancer = new Map<string, Pick<TargetGroup, 'TargetGroupArn' | 'TargetType'>[]>()
  const pages = paginateDescribeTargetGroups({ client, pageSize: 400 }, LoadBalancerArn ? { LoadBalancerArn } : {})
  for await (const { TargetGroups = [] } of pages) {
    for (const { TargetGroupArn, TargetType, LoadBalancerArns = [] } of TargetGroups) {
      for (const arn of LoadBalancerArns)
        byBalancer.set(arn, [...(byBalancer.get(arn) ?? []), { TargetGroupArn, TargetType }])
    }
  }
  return byBalancer
}

/** The instances in a load balancer's target groups: a call for each group of instances, which is its only list. */
export async function readTargets(
  client: ElasticLoadBalancingV2Client,
  groups: readonly Pick<TargetGroup, 'TargetGroupArn' | 'TargetType'>[],
  ask: Reader,
) {
  const { DescribeTargetHealthCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const ofInstances = groups.filter(({ TargetType }) => TargetType === 'instance')
  const targets = await ask(['instanceIds'], async () => {
    const found: TargetHealthDescription[] = []
    const answers = concurrently(ofInstances, groupsAtOnce, ({ TargetGroupArn }) =>
      client.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
    )
    for await (const { TargetHealthDescriptions = [] } of answers) found.push(...TargetHealthDescriptions)
    return found
  })
  return { targetGroupArns: groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []), targets }
}
