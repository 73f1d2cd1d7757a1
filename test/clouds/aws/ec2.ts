import { page } from '../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import type { AwsAccount, AwsFlowLog, AwsInstance, AwsRule, AwsSecurityGroup, AwsVpc } from './estate.ts'
import { element, field, list, type Xml } from './xml.ts'

export function answerEc2(call: AwsCall, world: AwsWorld): AwsAnswer {
  const { account, action } = call
  const answer = account && answers[action]?.(call, account, world)
  if (answer === undefined)
    throw new AwsRefusal(400, 'InvalidAction', `The action ${action} is not valid for this web service.`)
  return { body: element(`${action}Response`, field('requestId', 'simulated'), answer) }
}

type Answer = (call: AwsCall, account: AwsAccount, world: AwsWorld) => Xml

const answers: Readonly<Record<string, Answer>> = {
  DescribeRegions({ input }, { regions }) {
    const region = (name: string, status: string) =>
      field('regionName', name) + field('regionEndpoint', `ec2.${name}.amazonaws.com`) + field('optInStatus', status)
    const disabled = input.get('AllRegions') === 'true' ? regions.disabled : []
    return list('regionInfo', [
      ...regions.enabled.map((name) => region(name, optIn.has(name) ? 'opted-in' : 'opt-in-not-required')),
      ...disabled.map((name) => region(name, 'not-opted-in')),
    ])
  },

  GetEbsEncryptionByDefault: ({ region }, { encryptedRegions }) =>
    field('ebsEncryptionByDefault', encryptedRegions.includes(region)),

  DescribeVpcs: (call, account, world) =>
    paged(call, world, 'vpcSet', chosen(call, account.vpcs, 'VpcId', 'InvalidVpcID.NotFound'), (vpc) =>
      vpcXml(vpc, account),
    ),

  DescribeFlowLogs(call, { vpcs }, world) {
    const wanted = filterValues(call.input, 'Filter', 'resource-id')
    const logs = vpcs
      .filter(({ region }) => region === call.region)
      .flatMap(({ id, flowLogs = [] }) => flowLogs.map((log) => ({ ...log, resource: log.resource ?? id })))
    const matching = wanted ? logs.filter(({ resource }) => wanted.includes(resource)) : logs
    return paged(call, world, 'flowLogSet', matching, flowLogXml)
  },

  DescribeSecurityGroups: (call, account, world) =>
    paged(
      call,
      world,
      'securityGroupInfo',
      chosen(call, account.securityGroups, 'GroupId', 'InvalidGroup.NotFound'),
      (group) => groupXml(group, account),
    ),

  DescribeNetworkInterfaces(call, { instances }, world) {
    const wanted = filterValues(call.input, 'Filter', 'group-id')
    const attached = instances.filter(({ region, state }) => region === call.region && state !== 'terminated')
    const matching = wanted ? attached.filter(({ groups }) => groups.some((id) => wanted.includes(id))) : attached
    return paged(
      call,
      world,
      'networkInterfaceSet',
      matching,
      ({ id, groups }) =>
        field('networkInterfaceId', id.replace(/^i-/, 'eni-')) +
        list(
          'groupSet',
          groups.map((group) => field('groupId', group)),
        ),
    )
  },

  GetManagedPrefixListEntries(call, { prefixLists }, world) {
    const id = call.input.get('PrefixListId')
    const found = prefixLists.find((one) => one.id === id && one.region === call.region)
    if (!found) throw new AwsRefusal(400, 'InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`)
    return paged(call, world, 'entrySet', found.cidrs, (cidr) => field('cidr', cidr))
  },

  DescribeInstances: (call, account, world) =>
    paged(
      call,
      world,
      'reservationSet',
      chosen(call, account.instances, 'InstanceId', 'InvalidInstanceID.NotFound'),
      (instance) => reservationXml(instance, account),
    ),
}

/** Regions that an account has to opt into. */
const optIn = new Set(['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1', 'me-central-1', 'il-central-1'])

function paged<Item>(
  { input }: AwsCall,
  { pageSize }: AwsWorld,
  name: string,
  all: readonly Item[],
  toXml: (item: Item) => Xml,
): Xml {
  const { items, next } = page(all, input.get('NextToken'), Math.min(Number(input.get('MaxResults') ?? 1000), pageSize))
  return list(name, items.map(toXml)) + field('nextToken', next)
}

/** The things of the call's region; those whose ids it names, of which each must exist. */
function chosen<Item extends { id: string; region: string }>(
  { input, region }: AwsCall,
  all: readonly Item[],
  parameter: string,
  code: string,
): readonly Item[] {
  const here = all.filter((item) => item.region === region)
  const ids = [...input].filter(([key]) => key.startsWith(`${parameter}.`)).map(([, id]) => id)
  if (ids.length === 0) return here
  return ids.map((id) => {
    const found = here.find((item) => item.id === id)
    if (!found) throw new AwsRefusal(400, code, `The ID '${id}' does not exist`)
    return found
  })
}

function filterValues(input: URLSearchParams, prefix: string, name: string): readonly string[] | undefined {
  const number = [...input].find(([key, value]) => key.startsWith(`${prefix}.`) && value === name)?.[0].split('.')[1]
  if (!number) return undefined
  return [...input].filter(([key]) => key.startsWith(`${prefix}.${number}.Value`)).map(([, value]) => value)
}

const tagSet = (tags: Record<string, string> = {}) =>
  list(
    'tagSet',
    Object.entries(tags).map(([key, value]) => field('key', key) + field('value', value)),
  )

const vpcXml = ({ id, cidr, isDefault = false, owner, tags }: AwsVpc, account: AwsAccount): Xml =>
  field('vpcId', id) +
  field('ownerId', owner ?? account.id) +
  field('state', 'available') +
  field('cidrBlock', cidr) +
  list('cidrBlockAssociationSet', [field('cidrBlock', cidr)]) +
  field('isDefault', isDefault) +
  tagSet(tags)

const flowLogXml = ({ id, trafficType, status, delivery, resource }: AwsFlowLog): Xml =>
  field('flowLogId', id) +
  field('flowLogStatus', status ?? 'ACTIVE') +
  field('deliverLogsStatus', delivery ?? 'SUCCESS') +
  field('resourceId', resource) +
  field('trafficType', trafficType) +
  field('logDestinationType', 's3')

const groupXml = (group: AwsSecurityGroup, account: AwsAccount): Xml =>
  field('groupId', group.id) +
  field('groupName', group.name) +
  field('groupDescription', group.description) +
  field('ownerId', account.id) +
  field('vpcId', group.vpc) +
  list('ipPermissions', group.inbound.map(ruleXml)) +
  list('ipPermissionsEgress', group.outbound.map(ruleXml)) +
  tagSet(group.tags)

const ruleXml = ({ protocol, from, to, cidrs = [], cidrs6 = [], prefixLists = [], groups = [] }: AwsRule): Xml =>
  field('ipProtocol', protocol) +
  field('fromPort', from) +
  field('toPort', to) +
  list(
    'groups',
    groups.map((id) => field('groupId', id)),
  ) +
  list(
    'ipRanges',
    cidrs.map((cidr) => field('cidrIp', cidr)),
  ) +
  list(
    'ipv6Ranges',
    cidrs6.map((cidr) => field('cidrIpv6', cidr)),
  ) +
  list(
    'prefixListIds',
    prefixLists.map((id) => field('prefixListId', id)),
  )

const reservationXml = (instance: AwsInstance, account: AwsAccount): Xml =>
  field('reservationId', instance.id.replace(/^i-/, 'r-')) +
  field('ownerId', account.id) +
  list('instancesSet', [instanceXml(instance, account)])

const instanceXml = (instance: AwsInstance, { id, partition = 'aws' }: AwsAccount): Xml =>
  field('instanceId', instance.id) +
  field('imageId', instance.image) +
  element('instanceState', field('code', 16), field('name', instance.state ?? 'running')) +
  field('instanceType', instance.type) +
  field('launchTime', instance.launched) +
  element('placement', field('availabilityZone', `${instance.region}a`), field('tenancy', 'default')) +
  field('privateIpAddress', instance.privateIp) +
  field('ipAddress', instance.publicIp) +
  field('subnetId', instance.subnet) +
  field('vpcId', instance.vpc) +
  field('architecture', 'x86_64') +
  field('platformDetails', 'Linux/UNIX') +
  (instance.profile
    ? element('iamInstanceProfile', field('arn', `arn:${partition}:iam::${id}:instance-profile/${instance.profile}`))
    : '') +
  list(
    'groupSet',
    instance.groups.map((group) => field('groupId', group)),
  ) +
  element(
    'metadataOptions',
    field('state', 'applied'),
    field('httpTokens', instance.tokens),
    field('httpPutResponseHopLimit', 2),
    field('httpEndpoint', instance.endpoint ?? 'enabled'),
  ) +
  tagSet(instance.tags)
