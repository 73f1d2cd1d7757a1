import { ruleLists } from './rule-lists.ts'
import { vulnerabilityStats } from './vulnerabilities.ts'

export type Config = Readonly<Record<string, unknown>>
type Read = (config: Config) => Readonly<Record<string, unknown>>

const value = (config: Config, name: string): unknown => config[name] ?? null
const list = (config: Config, name: string): readonly unknown[] => (Array.isArray(config[name]) ? config[name] : [])
const texts = (config: Config, name: string) => list(config, name).map(String)
const ids = (config: Config, name: string, key: string) => texts(config, name).map((id) => ({ [key]: id }))

/** Their names → the names of our fields; what was not read, or is not there, is `null`. */
const named =
  (names: Readonly<Record<string, string>>): Read =>
  (config) =>
    Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [theirs, value(config, ours)]))

const grants = (config: Config, name: string, grantee: string) =>
  texts(config, name).map((permission) => ({ grantee, permission }))

const users = (config: Config) => ({
  userName: value(config, 'userName'),
  userId: value(config, 'userId'),
  path: value(config, 'path'),
  createDate: value(config, 'created'),
  groups: texts(config, 'groups'),
})

/** The fields that a type of resource has besides those of all, made from its configuration. */
export const fieldsByType: Readonly<Record<string, Read>> = {
  'aws.s3.bucket': (config) => ({
    bucketCreationDateStr: value(config, 'created'),
    s3GrantList: [
      ...grants(config, 'aclEveryone', 'AllUsers'),
      ...grants(config, 'aclAuthenticated', 'AuthenticatedUsers'),
    ],
    // Not collected: whose bucket it is, and the text of its policy.
    ...{ ownerName: null, bucketPolicy: null, bucketOwnerId: null },
  }),
  'aws.ec2.security-group': (config) => ({
    ...named({ groupId: 'groupId', description: 'description', vpcId: 'vpcId', groupName: 'groupName' })(config),
    vulnerable: Array.isArray(config.internetOpenings) ? config.internetOpenings.length > 0 : null,
    ...ruleLists(list(config, 'rules')),
  }),
  'aws.ec2.vpc': (config) => ({
    ...named({ instanceTenancy: 'instanceTenancy', isDefault: 'isDefault', vpcId: 'vpcId' })(config),
    cidrBlock: texts(config, 'cidrBlocks')[0] ?? null,
    ipv6CidrBlockAssociationSet: ids(config, 'ipv6CidrBlocks', 'ipv6CidrBlock'),
  }),
  'aws.ec2.subnet': named({
    ...{ subnetId: 'subnetId', vpcId: 'vpcId', state: 'state', cidrBlock: 'cidrBlock' },
    ...{ availabilityZone: 'availabilityZone', defaultForAz: 'isDefault', mapPublicIpOnLaunch: 'mapsPublicIp' },
  }),
  'aws.ec2.network-acl': (config) => ({
    ...named({ networkAclId: 'networkAclId', vpcId: 'vpcId', isDefault: 'isDefault' })(config),
    ...{ subnetIds: texts(config, 'subnetIds'), ...ruleLists(list(config, 'rules')) },
  }),
  'aws.ec2.route-table': (config) => ({
    ...named({ routeTableId: 'routeTableId', vpcId: 'vpcId', isMain: 'isMain' })(config),
    ...{ subnetIds: texts(config, 'subnetIds'), routes: list(config, 'routes') },
  }),
  'aws.ec2.internet-gateway': named({
    ...{ internetGatewayId: 'internetGatewayId', vpcId: 'vpcId', state: 'attachment' },
  }),
  'aws.elb.load-balancer': (config) => ({
    ...named({ loadBalancerName: 'loadBalancerName', type: 'kind', scheme: 'scheme', state: 'state' })(config),
    ...named({ dnsName: 'dnsName', vpcId: 'vpcId' })(config),
    availabilityZones: texts(config, 'availabilityZones'),
    securityGroups: texts(config, 'securityGroupIds'),
  }),
  'aws.autoscaling.group': (config) => ({
    ...named({ autoScalingGroupName: 'groupName', minSize: 'minimum', maxSize: 'maximum' })(config),
    ...named({ desiredCapacity: 'desired', healthCheckType: 'healthCheck', status: 'status' })(config),
    availabilityZones: texts(config, 'availabilityZones'),
    instances: ids(config, 'instanceIds', 'instanceId'),
  }),
  'aws.ec2.volume': (config) => ({
    ...named({ volumeId: 'volumeId', state: 'state', size: 'size', volumeType: 'volumeType', iops: 'iops' })(config),
    ...named({ encrypted: 'isEncrypted', kmsKeyId: 'kmsKeyId', snapshotId: 'snapshotId' })(config),
    ...named({ availabilityZone: 'availabilityZone' })(config),
    attachments: list(config, 'attachments'),
  }),
  'aws.rds.instance': (config) => ({
    ...named({ dbInstanceClass: 'instanceClass', engine: 'engine', engineVersion: 'engineVersion' })(config),
    ...named({ dbInstanceStatus: 'status', endpoint: 'endpoint', port: 'port', multiAZ: 'multiAz' })(config),
    ...named({ publiclyAccessible: 'publiclyAccessible', storageEncrypted: 'storageEncrypted' })(config),
    ...named({ availabilityZone: 'availabilityZone', vpcId: 'vpcId', kmsKeyId: 'kmsKeyId' })(config),
    securityGroups: texts(config, 'securityGroupIds'),
  }),
  'aws.iam.user': (config) => ({ userDto: users(config) }),
  'aws.ec2.instance': (config) => ({
    ...named({ instanceId: 'instanceId', instanceState: 'state', instanceType: 'instanceType' })(config),
    ...named({ imageId: 'imageId', platform: 'platform', launchTime: 'launched', keyName: 'keyName' })(config),
    ...named({ availabilityZone: 'availabilityZone', vpcId: 'vpcId', subnetId: 'subnetId' })(config),
    ...named({ privateIpAddress: 'privateIp', publicIpAddress: 'publicIp' })(config),
    ...named({ privateDnsName: 'privateDns', publicDnsName: 'publicDns', spotInstance: 'isSpot' })(config),
    securityGroups: ids(config, 'securityGroupIds', 'groupId'),
    vulnerabilityStats: vulnerabilityStats(config.vulnerabilities),
  }),
}
