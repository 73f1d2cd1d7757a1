/** Fields of the configuration that a list of one type shows beside what every resource has. */
const byType: Readonly<Record<string, readonly string[]>> = {
  'aws.autoscaling.group': ['minimum', 'maximum', 'desired', 'healthCheck'],
  'aws.ec2.instance': ['state', 'instanceType', 'availabilityZone', 'vpcId', 'subnetId', 'publicIp', 'privateIp'],
  'aws.ec2.internet-gateway': ['attachment', 'vpcId'],
  'aws.ec2.network-acl': ['vpcId', 'isDefault', 'inboundRules', 'outboundRules'],
  'aws.ec2.route-table': ['vpcId', 'isMain', 'routeCount'],
  'aws.ec2.security-group': ['groupName', 'vpcId', 'inboundRules', 'outboundRules'],
  'aws.ec2.subnet': ['availabilityZone', 'vpcId', 'cidrBlock', 'state'],
  'aws.ec2.volume': ['state', 'size', 'volumeType', 'isEncrypted', 'availabilityZone'],
  'aws.ec2.vpc': ['state', 'isDefault', 'cidrBlocks'],
  'aws.elb.load-balancer': ['kind', 'scheme', 'state', 'dnsName', 'vpcId'],
  'aws.iam.user': ['created', 'groups'],
  'aws.rds.instance': ['engine', 'status', 'instanceClass', 'availabilityZone', 'vpcId'],
  'aws.s3.bucket': ['aclAccess', 'policyAccess', 'versioning', 'logBucket', 'created'],
  'azure.compute.virtual-machine': ['resourceGroup', 'size', 'osType'],
  'azure.network.security-group': ['resourceGroup'],
  'gcp.compute.firewall': ['direction', 'priority', 'disabled', 'allowed'],
  'gcp.compute.instance': ['status', 'machineType', 'externalIpv4', 'created'],
  'gcp.compute.network': ['subnetMode', 'subnetworks', 'created'],
}

const none: readonly string[] = []

/** At most ten, the most that the API tells at a time. */
export const fieldsOf = (type: string | undefined): readonly string[] =>
  type !== undefined && Object.hasOwn(byType, type) ? (byType[type] ?? none) : none

/** All types that have such fields. */
export const typesWithFields: readonly string[] = Object.keys(byType)
