import { type AwsCall, AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerQuery, queryPage } from '../query.ts'
import { element, field, list, type Xml } from '../xml.ts'

/** What an account holds of it. */
export type ElbEstate = { balancers: AwsClassicBalancer[] }

type AwsClassicBalancer = {
  /** What the tagging service calls it. */
  arn: string
  name: string
  region: string
  scheme: 'internet-facing' | 'internal'
  vpc: string
  zones: string[]
  subnets: string[]
  securityGroups: string[]
  instances: string[]
  listeners: { protocol: string; port: number; policy?: string }[]
  logBucket?: string
  created: string
  tags?: Record<string, string>
}

export const elb = answerQuery({
  DescribeLoadBalancers: (call, account, world) =>
    queryPage(balancersOf(call, account), {
      ...{ name: 'LoadBalancerDescriptions', call, world, toXml: balancerXml, marker: ['Marker', 'NextMarker'] },
    }),

  DescribeLoadBalancerAttributes(call, account) {
    const name = call.input.get('LoadBalancerName') ?? ''
    const here = (account.elb?.balancers ?? []).filter(({ region }) => region === call.region)
    const { logBucket } = found(here, name)
    return element(
      'LoadBalancerAttributes',
      element('AccessLog', field('Enabled', logBucket !== undefined), field('S3BucketName', logBucket)),
      element('CrossZoneLoadBalancing', field('Enabled', true)),
    )
  },
})

function balancersOf({ input, region }: AwsCall, { elb: estate }: AwsAccount): readonly AwsClassicBalancer[] {
  const here = (estate?.balancers ?? []).filter((balancer) => balancer.region === region)
  const named = [...input].filter(([key]) => key.startsWith('LoadBalancerNames.')).map(([, name]) => name)
  if (named.length === 0) return here
  return named.map((name) => found(here, name))
}

function found(balancers: readonly AwsClassicBalancer[], name: string): AwsClassicBalancer {
  const balancer = balancers.find((one) => one.name === name)
  if (!balancer) throw new AwsRefusal(400, 'LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`)
  return balancer
}

const members = (name: string, values: readonly string[]): Xml =>
  `<${name}>${values.map((value) => field('member', value)).join('')}</${name}>`

const balancerXml = (balancer: AwsClassicBalancer): Xml =>
  field('LoadBalancerName', balancer.name) +
  field('DNSName', `${balancer.name}-0123456789.${balancer.region}.elb.amazonaws.com`) +
  list(
    'ListenerDescriptions',
    balancer.listeners.map(
      ({ protocol, port, policy }) =>
        element('Listener', field('Protocol', protocol), field('LoadBalancerPort', port), field('InstancePort', 80)) +
        members('PolicyNames', policy ? [policy] : []),
    ),
    'member',
  ) +
  members('AvailabilityZones', balancer.zones) +
  members('Subnets', balancer.subnets) +
  field('VPCId', balancer.vpc) +
  list(
    'Instances',
    balancer.instances.map((id) => field('InstanceId', id)),
    'member',
  ) +
  members('SecurityGroups', balancer.securityGroups) +
  field('CreatedTime', balancer.created) +
  field('Scheme', balancer.scheme)
