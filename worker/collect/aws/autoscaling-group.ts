import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { defineAwsType } from '../../resource-type.ts'
import { arnOf, parseArn } from './arn.ts'
import { balancersOf, type GroupBalancers, readBalancers } from './autoscaling-balancers.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = {
  readonly group: AutoScalingGroup
  /** ARNs of the load balancers behind its target groups. */
  readonly balancers?: readonly string[] | undefined
  readonly unread?: readonly Unread[]
}

/** Its instances and tags come with it. */
export const autoscalingGroup = defineAwsType({
  type: 'aws.autoscaling.group',
  label: 'Auto Scaling group',
  code: 'AUTO_SCALING_GROUP',
  service: 'EC2 Auto Scaling',
  scope: 'region',
  permissions: ['autoscaling:DescribeAutoScalingGroups', 'elasticloadbalancing:DescribeTargetGroups'],
  relations: {
    instances: { type: 'aws.ec2.instance', key: 'instanceIds', match: 'instanceId', label: 'Instances' },
    loadBalancers: { type: 'aws.elb.load-balancer', key: 'loadBalancerArns', label: 'Load balancers' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
  },
  fields: z.object({
    groupName: z.string(),
    created: z.string().optional(),
    /** Set while it is being deleted. */
    status: z.string().optional(),
    minimum: z.int().optional(),
    maximum: z.int().optional(),
    desired: z.int().optional(),
    /** `EC2`, `ELB`, …. */
    healthCheck: z.string().optional(),
    /** Name of its launch template, or of its launch configuration. */
    launchTemplate: z.string().optional(),
    launchConfiguration: z.string().optional(),
    availabilityZones: z.array(z.string()),
    subnetIds: z.array(z.string()),
    instanceIds: z.array(z.string()),
    targetGroupArns: z.array(z.string()),
    loadBalancerArns: z.array(z.string()).optional(),
    suspendedProcesses: z.array(z.string()),
  }),

  async *list(context) {
    const { paginateDescribeAutoScalingGroups } = await import('@aws-sdk/client-auto-scaling')
    const ask = context.reader()
    let known: GroupBalancers | undefined
    const client = await context.clients.autoscaling()
    for await (const { AutoScalingGroups = [] } of paginateDescribeAutoScalingGroups({ client, pageSize: 100 }, {})) {
      for (const group of AutoScalingGroups) {
        if (hasTargetGroups(group) && ask.unread.length === 0)
          known ??= await ask(['loadBalancerArns'], () => readBalancers(context))
        yield { group, balancers: balancersOf(group, known), unread: hasTargetGroups(group) ? ask.unread : [] }
      }
    }
  },

  async one(context, arn) {
    const { DescribeAutoScalingGroupsCommand } = await import('@aws-sdk/client-auto-scaling')
    const { region, id: name } = parseArn(arn)
    const client = await context.clients.autoscaling(region)
    const { AutoScalingGroups = [] } = await client.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
    )
    // A new group may have taken the name of one that was deleted.
    const group = AutoScalingGroups.find(({ AutoScalingGroupARN }) => AutoScalingGroupARN === arn)
    if (!group) return undefined
    const ask = context.reader()
    const known = hasTargetGroups(group)
      ? await ask(['loadBalancerArns'], () => readBalancers(context, { region, groups: group.TargetGroupARNs ?? [] }))
      : undefined
    return { group, balancers: balancersOf(group, known), unread: ask.unread }
  },

  normalise: ({ group, balancers = [], unread = [] }: Raw, context) => {
    const { AutoScalingGroupARN = '', AutoScalingGroupName: name = '', Instances = [], Tags = [] } = group
    const classic = (group.LoadBalancerNames ?? []).map((one) =>
      arnOf('elasticloadbalancing', context, `loadbalancer/${one}`),
    )
    return {
      id: AutoScalingGroupARN,
      name: name || AutoScalingGroupARN,
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        groupName: name,
        created: isoTime(group.CreatedTime),
        status: group.Status,
        minimum: group.MinSize,
        maximum: group.MaxSize,
        desired: group.DesiredCapacity,
        healthCheck: group.HealthCheckType,
        launchTemplate: templateOf(group)?.LaunchTemplateName,
        launchConfiguration: group.LaunchConfigurationName,
        availabilityZones: [...(group.AvailabilityZones ?? [])].sort(),
        subnetIds: (group.VPCZoneIdentifier ?? '').split(',').filter(Boolean).sort(),
        instanceIds: Instances.flatMap(({ InstanceId }) => InstanceId ?? []).sort(),
        targetGroupArns: [...(group.TargetGroupARNs ?? [])].sort(),
        loadBalancerArns: unread.length > 0 ? undefined : [...new Set([...classic, ...balancers])].sort(),
        suspendedProcesses: (group.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? []).sort(),
      },
      unread,
    }
  },
})

const hasTargetGroups = ({ TargetGroupARNs = [] }: AutoScalingGroup) => TargetGroupARNs.length > 0

/** Groups of several instance types keep it one level deeper. */
const templateOf = ({ LaunchTemplate, MixedInstancesPolicy }: AutoScalingGroup) =>
  LaunchTemplate ?? MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification
