import { answerQuery, queryPage } from '../query.ts'
import { element, field, list, type Xml } from '../xml.ts'

/** What an account holds of it. */
export type AutoScalingEstate = { groups: AwsAutoScalingGroup[] }

type AwsAutoScalingGroup = {
  arn: string
  name: string
  region: string
  minimum: number
  maximum: number
  template: string
  zones: string[]
  subnets: string[]
  instances: string[]
  targetGroups?: string[]
  balancers?: string[]
  created: string
  tags?: Record<string, string>
}

export const autoscaling = answerQuery({
  DescribeAutoScalingGroups(call, account, world) {
    const named = [...call.input].filter(([key]) => key.startsWith('AutoScalingGroupNames.')).map(([, name]) => name)
    const groups = (account.autoscaling?.groups ?? [])
      .filter(({ region }) => region === call.region)
      .filter(({ name }) => named.length === 0 || named.includes(name))
    const marker = ['NextToken', 'NextToken'] as const
    return queryPage(groups, { name: 'AutoScalingGroups', call, world, toXml: groupXml, marker })
  },
})

const members = (name: string, values: readonly string[] = []): Xml =>
  `<${name}>${values.map((value) => field('member', value)).join('')}</${name}>`

const groupXml = (group: AwsAutoScalingGroup): Xml =>
  field('AutoScalingGroupName', group.name) +
  field('AutoScalingGroupARN', group.arn) +
  element('LaunchTemplate', field('LaunchTemplateName', group.template), field('Version', '$Latest')) +
  field('MinSize', group.minimum) +
  field('MaxSize', group.maximum) +
  field('DesiredCapacity', group.instances.length) +
  members('AvailabilityZones', group.zones) +
  members('LoadBalancerNames', group.balancers) +
  members('TargetGroupARNs', group.targetGroups) +
  field('HealthCheckType', 'EC2') +
  list(
    'Instances',
    group.instances.map((id) => field('InstanceId', id) + field('LifecycleState', 'InService')),
    'member',
  ) +
  field('CreatedTime', group.created) +
  '<SuspendedProcesses/>' +
  field('VPCZoneIdentifier', group.subnets.join(',')) +
  list(
    'Tags',
    Object.entries(group.tags ?? {}).map(([key, value]) => field('Key', key) + field('Value', value)),
    'member',
  )
