import { chosen, type Ec2Answer, filterValues, idSet, paged, tagSet } from './ec2-answer.ts'
import type { AwsVolume } from './ec2-estate.ts'
import type { AwsAccount, AwsInstance } from './estate.ts'
import { element, field, list, type Xml } from './xml.ts'

/** EC2's instances, what they write to, and what connects them. */
export const instanceAnswers: Readonly<Record<string, Ec2Answer>> = {
  DescribeInstances: (call, account, world) =>
    paged(
      call,
      world,
      'reservationSet',
      chosen(call, account.instances, 'InstanceId', 'InvalidInstanceID.NotFound'),
      (instance) => reservationXml(instance, account),
    ),

  DescribeInstanceStatus(call, account, world) {
    const all = chosen(call, account.instances, 'InstanceId', 'InvalidInstanceID.NotFound')
    const running = all.filter(({ state = 'running' }) => state === 'running')
    return paged(call, world, 'instanceStatusSet', running, statusXml)
  },

  DescribeNetworkInterfaces(call, { instances }, world) {
    const groups = filterValues(call.input, 'Filter', 'group-id')
    const vpcs = filterValues(call.input, 'Filter', 'vpc-id')
    const matching = instances
      .filter(({ region, state }) => region === call.region && state !== 'terminated')
      .filter((instance) => !groups || instance.groups.some((id) => groups.includes(id)))
      .filter(({ vpc }) => !vpcs || vpcs.includes(vpc))
    return paged(
      call,
      world,
      'networkInterfaceSet',
      matching,
      (instance) =>
        field('networkInterfaceId', instance.id.replace(/^i-/, 'eni-')) +
        field('subnetId', instance.subnet) +
        field('vpcId', instance.vpc) +
        idSet('groupSet', 'groupId', instance.groups),
    )
  },

  DescribeVolumes: (call, { volumes = [] }, world) =>
    paged(call, world, 'volumeSet', chosen(call, volumes, 'VolumeId', 'InvalidVolume.NotFound'), volumeXml),
}

const reservationXml = (instance: AwsInstance, account: AwsAccount): Xml =>
  field('reservationId', instance.id.replace(/^i-/, 'r-')) +
  field('ownerId', account.id) +
  list('instancesSet', [instanceXml(instance, account)])

const instanceXml = (instance: AwsInstance, account: AwsAccount): Xml =>
  field('instanceId', instance.id) +
  field('imageId', instance.image) +
  stateXml(instance.state) +
  field('privateDnsName', `ip-${instance.privateIp.replaceAll('.', '-')}.ec2.internal`) +
  (instance.publicIp ? field('dnsName', `ec2-${instance.publicIp.replaceAll('.', '-')}.amazonaws.com`) : '<dnsName/>') +
  field('instanceType', instance.type) +
  field('launchTime', instance.launched) +
  element('placement', field('availabilityZone', `${instance.region}a`), field('tenancy', 'default')) +
  field('privateIpAddress', instance.privateIp) +
  field('ipAddress', instance.publicIp) +
  field('subnetId', instance.subnet) +
  field('vpcId', instance.vpc) +
  field('architecture', 'x86_64') +
  field('platformDetails', 'Linux/UNIX') +
  profileXml(instance, account) +
  deviceXml(instance, account) +
  field('instanceLifecycle', instance.isSpot ? 'spot' : undefined) +
  idSet('groupSet', 'groupId', instance.groups) +
  interfaceXml(instance) +
  element(
    'metadataOptions',
    field('state', 'applied'),
    field('httpTokens', instance.tokens),
    field('httpPutResponseHopLimit', 2),
    field('httpEndpoint', instance.endpoint ?? 'enabled'),
  ) +
  tagSet(instance.tags)

const stateXml = (state = 'running') =>
  element('instanceState', field('code', state === 'running' ? 16 : 80), field('name', state))

const profileXml = ({ profile }: AwsInstance, { id, partition = 'aws' }: AwsAccount) =>
  profile ? element('iamInstanceProfile', field('arn', `arn:${partition}:iam::${id}:instance-profile/${profile}`)) : ''

const deviceXml = (instance: AwsInstance, { volumes = [] }: AwsAccount): Xml =>
  list(
    'blockDeviceMapping',
    volumes
      .filter((volume) => volume.instance === instance.id)
      .map(({ id, device }) => field('deviceName', device) + element('ebs', field('volumeId', id))),
  )

const interfaceXml = ({ id, privateIp, secondaryIps = [] }: AwsInstance): Xml =>
  list('networkInterfaceSet', [
    field('networkInterfaceId', id.replace(/^i-/, 'eni-')) +
      list(
        'privateIpAddressesSet',
        [privateIp, ...secondaryIps].map(
          (address) => field('privateIpAddress', address) + field('primary', address === privateIp),
        ),
      ),
  ])

const statusXml = ({ id, region, state, health = 'ok' }: AwsInstance): Xml =>
  field('instanceId', id) +
  field('availabilityZone', `${region}a`) +
  stateXml(state) +
  element('systemStatus', field('status', 'ok')) +
  element('instanceStatus', field('status', health))

const volumeXml = (volume: AwsVolume): Xml =>
  field('volumeId', volume.id) +
  field('size', volume.gigabytes) +
  (volume.snapshot ? field('snapshotId', volume.snapshot) : '<snapshotId/>') +
  field('availabilityZone', volume.zone) +
  field('status', volume.instance ? 'in-use' : 'available') +
  field('createTime', volume.created) +
  list(
    'attachmentSet',
    volume.instance
      ? [
          field('volumeId', volume.id) +
            field('instanceId', volume.instance) +
            field('device', volume.device) +
            field('status', 'attached') +
            field('deleteOnTermination', true),
        ]
      : [],
  ) +
  field('volumeType', volume.kind) +
  field('encrypted', volume.encrypted) +
  field('kmsKeyId', volume.key) +
  field('multiAttachEnabled', false) +
  tagSet(volume.tags)
