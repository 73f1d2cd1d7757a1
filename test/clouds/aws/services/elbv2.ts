import { type AwsCall, AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerQuery, queryPage } from '../query.ts'
import { element, field, list, type Xml } from '../xml.ts'

/** What an account holds of it. */
export type ElbV2Estate = { balancers: AwsBalancer[]; groups: AwsTargetGroup[] }

type AwsBalancer = {
  arn: string
  name: string
  region: string
  kind: 'application' | 'network' | 'gateway'
  scheme?: 'internet-facing' | 'internal'
  vpc: string
  subnets: string[]
  securityGroups?: string[]
  listeners: { protocol: string; port: number; policy?: string }[]
  logBucket?: string
  created: string
  tags?: Record<string, string>
}

type AwsTargetGroup = {
  arn: string
  region: string
  balancer?: string
  kind: 'instance' | 'ip' | 'lambda' | 'alb'
  targets: string[]
}

export const elbv2 = answerQuery({
  DescribeLoadBalancers: (call, account, world) =>
    queryPage(balancersOf(call, account), {
      ...{ name: 'LoadBalancers', call, world, toXml: balancerXml, marker: ['Marker', 'NextMarker'] },
    }),

  DescribeListeners(call, account, world) {
    const { arn, listeners } = balancerOf(call, account)
    const toXml = ({ protocol, port, policy }: AwsBalancer['listeners'][number]) =>
      field('LoadBalancerArn', arn) + field('Protocol', protocol) + field('Port', port) + field('SslPolicy', policy)
    return queryPage(listeners, { name: 'Listeners', call, world, toXml, marker: ['Marker', 'NextMarker'] })
  },

  DescribeLoadBalancerAttributes(call, account) {
    const { kind, logBucket } = balancerOf(call, account)
    const attribute = (key: string, value: string) => field('Key', key) + field('Value', value)
    const logs = [
      attribute('access_logs.s3.enabled', String(logBucket !== undefined)),
      attribute('access_logs.s3.bucket', logBucket ?? ''),
    ]
    const common = attribute('deletion_protection.enabled', 'false')
    return list('Attributes', kind === 'gateway' ? [common] : [common, ...logs], 'member')
  },

  DescribeTargetGroups(call, account, world) {
    const { input } = call
    const named = [...input].filter(([key]) => key.startsWith('TargetGroupArns.')).map(([, arn]) => arn)
    const balancer = input.get('LoadBalancerArn')
    const groups = (account.elbv2?.groups ?? [])
      .filter(({ region }) => region === call.region)
      .filter(({ arn }) => named.length === 0 || named.includes(arn))
      .filter((group) => !balancer || group.balancer === balancer)
    return queryPage(groups, { name: 'TargetGroups', call, world, toXml: groupXml, marker: ['Marker', 'NextMarker'] })
  },

  DescribeTargetHealth(call, account) {
    const arn = call.input.get('TargetGroupArn')
    const group = account.elbv2?.groups.find((one) => one.arn === arn && one.region === call.region)
    if (!group) throw new AwsRefusal(400, 'TargetGroupNotFound', 'One or more target groups not found')
    const health = (id: string) =>
      element('Target', field('Id', id), field('Port', 443)) + element('TargetHealth', field('State', 'healthy'))
    return list('TargetHealthDescriptions', group.targets.map(health), 'member')
  },
})

function balancersOf({ input, region }: AwsCall, { elbv2: estate }: AwsAccount): readonly AwsBalancer[] {
  const here = (estate?.balancers ?? []).filter((balancer) => balancer.region === region)
  const named = [...input].filter(([key]) => key.startsWith('LoadBalancerArns.')).map(([, arn]) => arn)
  if (named.length === 0) return here
  return named.map((arn) => found(here, arn))
}

const balancerOf = (call: AwsCall, account: AwsAccount): AwsBalancer =>
  found(balancersOf(call, account), call.input.get('LoadBalancerArn'))

function found(balancers: readonly AwsBalancer[], arn: string | null): AwsBalancer {
  const balancer = balancers.find((one) => one.arn === arn)
  if (!balancer) throw new AwsRefusal(400, 'LoadBalancerNotFound', 'One or more load balancers not found')
  return balancer
}

const balancerXml = (balancer: AwsBalancer): Xml =>
  field('LoadBalancerArn', balancer.arn) +
  field('DNSName', `${balancer.name}-0123456789.${balancer.region}.elb.amazonaws.com`) +
  field('CreatedTime', balancer.created) +
  field('LoadBalancerName', balancer.name) +
  field('Scheme', balancer.kind === 'gateway' ? undefined : (balancer.scheme ?? 'internal')) +
  field('VpcId', balancer.vpc) +
  element('State', field('Code', 'active')) +
  field('Type', balancer.kind) +
  list(
    'AvailabilityZones',
    balancer.subnets.map((subnet, index) => zoneXml(`${balancer.region}${'abc'[index]}`, subnet)),
    'member',
  ) +
  `<SecurityGroups>${(balancer.securityGroups ?? []).map((id) => field('member', id)).join('')}</SecurityGroups>` +
  field('IpAddressType', 'ipv4')

const zoneXml = (zone: string, subnet: string) => field('ZoneName', zone) + field('SubnetId', subnet)

const groupXml = ({ arn, kind, balancer }: AwsTargetGroup): Xml =>
  field('TargetGroupArn', arn) +
  field('TargetType', kind) +
  `<LoadBalancerArns>${balancer ? field('member', balancer) : ''}</LoadBalancerArns>`
