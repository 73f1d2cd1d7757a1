import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import type { CollectContext } from '../../resource-type.ts'

/** ARNs of load balancers, by target group. */
export type GroupBalancers = ReadonlyMap<string, readonly string[]>

/** Which load balancers a region's target groups belong to; of some groups alone where they are named. */
export async function readBalancers(
  { clients }: CollectContext<'aws'>,
  { region, groups }: { readonly region?: string; readonly groups?: readonly string[] } = {},
): Promise<GroupBalancers> {
  const { paginateDescribeTargetGroups } = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const client = await clients.elbv2(region)
  const byGroup = new Map<string, readonly string[]>()
  const input = groups ? { TargetGroupArns: [...groups] } : {}
  for await (const { TargetGroups = [] } of paginateDescribeTargetGroups(
    groups ? { client } : { client, pageSize: 400 },
    input,
  ))
    for (const { TargetGroupArn = '', LoadBalancerArns = [] } of TargetGroups)
      if (LoadBalancerArns.length > 0) byGroup.set(TargetGroupArn, LoadBalancerArns)
  return byGroup
}

export const balancersOf = ({ TargetGroupARNs = [] }: AutoScalingGroup, known: GroupBalancers | undefined) =>
  TargetGroupARNs.flatMap((arn) => known?.get(arn) ?? [])
