import type {
  Listener,
  LoadBalancer,
  LoadBalancerAttribute,
  LoadBalancerTypeEnum,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import type { Reader } from '../../reader.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { parseArn } from './arn.ts'
import {
  balancersAtOnce,
  goneBalancer,
  isTls,
  logFieldNames,
  logsTo,
  logsUnsaid,
  mayDeliver,
  readLogDeliveries,
  settingOf,
} from './elb-logs.ts'
import { readTargetGroups, readTargets, type TargetGroups, targetFieldNames } from './elb-targets.ts'
import type { DeliveryMap } from './log-deliveries.ts'
import { type RegionTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

/** An application, network or gateway load balancer. */
export type ModernRaw = {
  readonly balancer: LoadBalancer
  readonly listeners?: readonly Listener[] | undefined
  readonly attributes?: readonly LoadBalancerAttribute[] | undefined
  /** How deliveries of CloudWatch Logs take its access logs away; asked where its attributes name no bucket. */
  readonly deliveries?: readonly string[] | undefined
  readonly targetGroupArns?: readonly string[] | undefined
  readonly targets?: readonly TargetHealthDescription[] | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
export async function* listModern(
  context: CollectContext<'aws'>,
  tagsOf: () => Promise<RegionTags>,
): AsyncIterable<ModernRaw> {
  const { paginateDescribeLoadBalancers } = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const client = await context.clients.elbv2()
  const shared = context.reader()
  const ofLogs = context.reader()
  let groups: Promise<TargetGroups | undefined> | undefined
  let asked: Promise<DeliveryMap | undefined> | undefined

  async function read(balancer: LoadBalancer): Promise<ModernRaw> {
    groups ??= shared(targetFieldNames, () => readTargetGroups(client))
    const ask = context.reader()
    const [own, tags, detail] = await Promise.all([groups, tagsOf(), readDetails(context, balancer, ask)])
    const targets = await readTargets(client, own?.get(balancer.LoadBalancerArn ?? '') ?? [], ask)
    const isOpen = mayDeliver(balancer, detail.attributes)
    if (isOpen) asked ??= ofLogs(['accessLogs'], () => readLogDeliveries(context))
    const deliveries = isOpen ? (await asked)?.get(balancer.LoadBalancerArn ?? '') : undefined
    const unread = [...shared.unread, ...tags.unread, ...ask.unread, ...(isOpen ? ofLogs.unread : [])]
    return { balancer, ...detail, deliveries, ...targets, tags: tags.of(balancer.LoadBalancerArn), unread }
  }
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client, pageSize: 400 }, {}))
    yield* concurrently(LoadBalancers, balancersAtOnce, read)
}

export async function oneModern(context: CollectContext<'aws'>, arn: string): Promise<ModernRaw | undefined> {
  const { DescribeLoadBalancersCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const { region } = parseArn(arn)
  const client = await context.clients.elbv2(region)
  const found = await unlessAbsent(goneBalancer, () =>
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] })),
  )
  const balancer = found?.LoadBalancers?.[0]
  if (!balancer) return undefined
  const ask = context.reader()
  const [groups, tags, detail] = await Promise.all([
    ask(targetFieldNames, () => readTargetGroups(client, arn)),
    ask(['tags'], () => tagsOfResource(context, arn, region)),
    readDetails(context, balancer, ask, region),
  ])
  const targets = await readTargets(client, groups?.get(arn) ?? [], ask)
  const deliveries = mayDeliver(balancer, detail.attributes)
    ? await ask(['accessLogs'], () => readLogDeliveries(context, region))
    : undefined
  return { balancer, ...detail, deliveries: deliveries?.get(arn), ...targets, tags, unread: ask.unread }
}

/** Two calls for each: neither takes several load balancers. */
async function readDetails({ clients }: CollectContext<'aws'>, balancer: LoadBalancer, ask: Reader, at?: string) {
  const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2')
  const client = await clients.elbv2(at)
  const { LoadBalancerArn } = balancer
  const [listeners, attributes] = await Promise.all([
    ask(['listeners', 'hasTls'], async () => {
      const all: Listener[] = []
      const pages = sdk.paginateDescribeListeners({ client, pageSize: 400 }, { LoadBalancerArn })
      for await (const { Listeners = [] } of pages) all.push(...Listeners)
      return all
    }),
    ask(logFieldNames, () => client.send(new sdk.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }))),
  ])
  return { listeners, attributes: attributes?.Attributes }
}

type Place = Pick<CollectContext<'aws'>, 'partition' | 'region'>

export function normaliseModern(raw: ModernRaw, { partition, region }: Place) {
  const { balancer, attributes, deliveries = [], tags = {}, unread = [] } = raw
  const { LoadBalancerArn = '', LoadBalancerName = '', AvailabilityZones = [] } = balancer
  const isUnread = (name: string) => unread.some(({ field }) => field === name)
  const listeners = isUnread('listeners') ? undefined : (raw.listeners ?? []).map(toListener).sort(byPort)
  const isLogging = settingOf(attributes, 'access_logs.s3.enabled')
  const bucket = settingOf(attributes, 'access_logs.s3.bucket') || undefined
  const targets = (raw.targets ?? []).flatMap(({ Target }) => Target?.Id ?? [])
  return {
    id: LoadBalancerArn,
    name: LoadBalancerName || LoadBalancerArn,
    region,
    tags,
    config: {
      loadBalancerName: LoadBalancerName,
      // Always there; where it is not, the field is left unread for its shape.
      kind: balancer.Type as LoadBalancerTypeEnum,
      scheme: balancer.Scheme,
      state: balancer.State?.Code,
      dnsName: balancer.DNSName,
      created: isoTime(balancer.CreatedTime),
      vpcId: balancer.VpcId,
      availabilityZones: AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).sort(),
      subnetIds: AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []).sort(),
      securityGroupIds: [...(balancer.SecurityGroups ?? [])].sort(),
      listeners,
      hasTls: listeners?.some(({ protocol }) => isTls(protocol)),
      targetGroupArns: isUnread('targetGroupArns') ? undefined : [...(raw.targetGroupArns ?? [])].sort(),
      instanceIds: isUnread('instanceIds') ? undefined : [...new Set(targets)].sort(),
      ...(deliveries.length > 0 && { accessLogs: deliveries.join(', ') }),
      ...logsTo(bucket, isLogging === 'true', partition),
    },
    unread: unreadOf(raw, isLogging),
  }
}

/** One way of logging that was seen is enough, whatever else there is. */
function unreadOf({ balancer, deliveries = [], unread = [] }: ModernRaw, isLogging: string | undefined) {
  if (deliveries.length > 0) return unread.filter(({ field }) => field !== 'accessLogs')
  return balancer.Type === 'gateway' ? unread : [...unread, ...logsUnsaid(isLogging, unread)]
}

const toListener = ({ Protocol, Port, SslPolicy }: Listener) => ({
  protocol: Protocol,
  port: Port,
  tlsPolicy: SslPolicy,
})

const byPort = (a: { readonly port?: number | undefined }, b: { readonly port?: number | undefined }) =>
  (a.port ?? 0) - (b.port ?? 0)
