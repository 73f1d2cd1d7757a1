import type { LoadBalancerAttributes, LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, parseArn } from './arn.ts'
import { balancersAtOnce, goneBalancer, isTls, logFieldNames, logsTo, logsUnsaid } from './elb-logs.ts'
import { type RegionTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

export type ClassicRaw = {
  readonly classic: LoadBalancerDescription
  readonly attributes?: LoadBalancerAttributes | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeLoadBalancers.html */
export async function* listClassic(
  context: CollectContext<'aws'>,
  tagsOf: () => Promise<RegionTags>,
): AsyncIterable<ClassicRaw> {
  const { paginateDescribeLoadBalancers } = await import('@aws-sdk/client-elastic-load-balancing')
  const client = await context.clients.elb()
  async function read(classic: LoadBalancerDescription): Promise<ClassicRaw> {
    const tags = await tagsOf()
    const { attributes, unread } = await readAttributes(context, classic)
    const arn = arnOfClassic(context, classic.LoadBalancerName)
    return { classic, attributes, tags: tags.of(arn), unread: [...tags.unread, ...unread] }
  }
  for await (const { LoadBalancerDescriptions = [] } of paginateDescribeLoadBalancers({ client, pageSize: 400 }, {}))
    yield* concurrently(LoadBalancerDescriptions, balancersAtOnce, read)
}

export async function oneClassic(
  context: CollectContext<'aws'>,
  name: string,
  arn: string,
): Promise<ClassicRaw | undefined> {
  const { DescribeLoadBalancersCommand } = await import('@aws-sdk/client-elastic-load-balancing')
  const { region } = parseArn(arn)
  const client = await context.clients.elb(region)
  const found = await unlessAbsent(goneBalancer, () =>
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: [name] })),
  )
  const classic = found?.LoadBalancerDescriptions?.[0]
  if (!classic) return undefined
  const ask = context.reader()
  const tags = await ask(['tags'], () => tagsOfResource(context, arn, region))
  const { attributes, unread } = await readAttributes(context, classic, region)
  return { classic, attributes, tags, unread: [...ask.unread, ...unread] }
}

async function readAttributes(
  { clients, reader }: CollectContext<'aws'>,
  classic: LoadBalancerDescription,
  at?: string,
) {
  const { DescribeLoadBalancerAttributesCommand } = await import('@aws-sdk/client-elastic-load-balancing')
  const client = await clients.elb(at)
  const ask = reader()
  const answer = await ask(logFieldNames, () =>
    client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerName: classic.LoadBalancerName })),
  )
  return { attributes: answer?.LoadBalancerAttributes, unread: ask.unread }
}

type Place = Pick<CollectContext<'aws'>, 'account' | 'partition' | 'region'>

const arnOfClassic = (place: Place, name = '') => arnOf('elasticloadbalancing', place, `loadbalancer/${name}`)

export function normaliseClassic({ classic, attributes, tags = {}, unread = [] }: ClassicRaw, place: Place) {
  const { LoadBalancerName: name = '', ListenerDescriptions = [] } = classic
  const listeners = ListenerDescriptions.flatMap(({ Listener, PolicyNames = [] }) =>
    Listener ? [{ protocol: Listener.Protocol, port: Listener.LoadBalancerPort, tlsPolicy: PolicyNames[0] }] : [],
  )
  const logs = attributes?.AccessLog
  return {
    id: arnOfClassic(place, name),
    name,
    region: place.region,
    tags,
    config: {
      loadBalancerName: name,
      kind: 'classic' as const,
      scheme: classic.Scheme,
      dnsName: classic.DNSName,
      created: isoTime(classic.CreatedTime),
      vpcId: classic.VPCId,
      availabilityZones: [...(classic.AvailabilityZones ?? [])].sort(),
      subnetIds: [...(classic.Subnets ?? [])].sort(),
      securityGroupIds: [...(classic.SecurityGroups ?? [])].sort(),
      listeners,
      hasTls: listeners.some(({ protocol }) => isTls(protocol)),
      targetGroupArns: [],
      instanceIds: (classic.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []).sort(),
      ...logsTo(logs?.S3BucketName, logs?.Enabled === true, place.partition),
    },
    unread: [...unread, ...logsUnsaid(logs?.Enabled, unread)],
  }
}
