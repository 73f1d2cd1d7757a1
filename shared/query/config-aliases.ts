import type { Query, Test } from './query.ts'
import type { Token } from './token.ts'

const on = (token: string, test: Test): Query => ({ kind: 'test', token, test })
const ofType = (type: string, query: Query): Query => ({
  kind: 'and',
  of: [on('resource.type', { is: 'equal', value: type }), query],
})

/** A test on a field of a type's configuration; what has no value is asked for among resources of that type. */
const field =
  (type: string, name: string) =>
  (test: Test): Query =>
    ofType(type, on(`config.${name}`, test))

/** A test on any of the fields, of any type: `vpc.id` finds the VPC, and what is in it. */
const anywhere =
  (...names: readonly string[]) =>
  (test: Test): Query => ({
    kind: test.is === 'null' ? 'and' : 'or',
    of: names.map((name) => on(`config.${name}`, test)),
  })

const instance = 'aws.ec2.instance'
const group = 'aws.ec2.security-group'

const fields: readonly (readonly [name: string, type: string, field: string, description: string])[] = [
  ['instance.state', instance, 'state', 'State of an EC2 instance, such as running.'],
  ['instance.type', instance, 'instanceType', 'Size of an EC2 instance, such as t3.micro.'],
  ['instance.imageId', instance, 'imageId', 'Image that an EC2 instance was started from.'],
  ['instance.platform', instance, 'platform', 'Operating system of an EC2 instance.'],
  ['instance.keyName', instance, 'keyName', 'Key pair of an EC2 instance.'],
  ['instance.launched', instance, 'launched', 'When an EC2 instance was started.'],
  ['instance.availabilityZone', instance, 'availabilityZone', 'Zone of an EC2 instance.'],
  ['instance.publicIpAddress', instance, 'publicIp', 'Public address of an EC2 instance.'],
  ['instance.privateIpAddress', instance, 'privateIp', 'Private address of an EC2 instance.'],
  ['securityGroup.name', group, 'groupName', 'Name of a security group.'],
  ['securityGroup.description', group, 'description', 'Description of a security group.'],
  ['securityGroup.isDefault', group, 'isDefault', 'Whether AWS made the security group with its VPC.'],
  ['securityGroup.isAttached', group, 'isAttached', 'Whether something uses the security group.'],
  ['vpc.state', 'aws.ec2.vpc', 'state', 'State of a VPC.'],
  ['vpc.isDefault', 'aws.ec2.vpc', 'isDefault', 'Whether AWS made the VPC.'],
  ['vpc.cidr', 'aws.ec2.vpc', 'cidrBlocks', 'Address range of a VPC.'],
  ['vpc.tenancy', 'aws.ec2.vpc', 'instanceTenancy', 'Tenancy of a VPC.'],
  ['subnet.state', 'aws.ec2.subnet', 'state', 'State of a subnet.'],
  ['subnet.cidr', 'aws.ec2.subnet', 'cidrBlock', 'Address range of a subnet.'],
  ['subnet.availabilityZone', 'aws.ec2.subnet', 'availabilityZone', 'Zone of a subnet.'],
  ['subnet.mapPublicIp', 'aws.ec2.subnet', 'mapsPublicIp', 'Whether instances in the subnet get a public address.'],
]

const ids: readonly Token[] = [
  {
    name: 'instance.id',
    aliases: ['instanceId'],
    kind: 'any',
    expand: anywhere('instanceId'),
    description: 'Short id of an instance, such as i-0123.',
  },
  {
    name: 'securityGroup.id',
    aliases: ['groupId'],
    kind: 'any',
    expand: anywhere('groupId', 'securityGroupIds'),
    description: 'Short id of a security group: the group, and what carries it.',
  },
  {
    name: 'vpc.id',
    aliases: ['vpcId'],
    kind: 'any',
    expand: anywhere('vpcId'),
    description: 'Short id of a VPC: the VPC, and what is in it.',
  },
  {
    name: 'subnet.id',
    aliases: ['subnetId'],
    kind: 'any',
    expand: anywhere('subnetId', 'subnetIds'),
    description: 'Short id of a subnet: the subnet, and what is in it.',
  },
]

/** A choice that stands for counts in the configuration: it holds where one of the counts is above none. */
const counted =
  (counts: Readonly<Record<string, readonly string[]>>) =>
  (test: Test): Query => {
    if (test.is === 'null') return on('config.vulnerabilities', test)
    const names = test.is === 'equal' ? (counts[String(test.value)] ?? []) : []
    const above: Test = { is: 'range', from: { value: 0, isInclusive: false } }
    return { kind: 'or', of: names.map((name) => on(`config.vulnerabilities.${name}`, above)) }
  }

const vulnerability: readonly Token[] = [
  {
    name: 'vulnerability.typeDetected',
    kind: 'choice',
    values: ['CONFIRMED', 'POTENTIAL'],
    expand: counted({ CONFIRMED: ['confirmed'], POTENTIAL: ['potential'] }),
    description: 'Instances with a confirmed or a potential vulnerability.',
  },
  {
    name: 'vulnerability.severity',
    kind: 'choice',
    values: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'],
    expand: counted({ CRITICAL: ['critical'], HIGH: ['high'], MEDIUM: ['medium'], LOW: ['low'] }),
    description: 'Instances with a vulnerability of that severity.',
  },
  {
    name: 'vulnerability.status',
    kind: 'choice',
    values: ['ACTIVE'],
    synonyms: { open: 'ACTIVE', new: 'ACTIVE' },
    expand: counted({ ACTIVE: ['confirmed', 'potential'] }),
    description: 'Instances with an open vulnerability; those that were fixed are not kept.',
  },
]

/** Tokens of the CloudView for fields of a type's configuration. */
export const configAliases: readonly Token[] = [
  ...ids,
  ...fields.map(
    ([name, type, key, description]): Token => ({ name, kind: 'any', expand: field(type, key), description }),
  ),
  ...vulnerability,
]
