import { chosen, type Ec2Answer, filterValues, paged, tagSet } from './ec2-answer.ts'
import type { AwsInternetGateway, AwsSubnet } from './ec2-estate.ts'
import type { AwsAccount, AwsFlowLog, AwsVpc } from './estate.ts'
import { field, list, type Xml } from './xml.ts'

/** VPCs, their subnets and gateways, and what is logged of their traffic. */
export const vpcAnswers: Readonly<Record<string, Ec2Answer>> = {
  DescribeVpcs: (call, account, world) =>
    paged(call, world, 'vpcSet', chosen(call, account.vpcs, 'VpcId', 'InvalidVpcID.NotFound'), (vpc) =>
      vpcXml(vpc, account),
    ),

  DescribeSubnets: (call, account, world) =>
    paged(
      call,
      world,
      'subnetSet',
      chosen(call, account.subnets ?? [], 'SubnetId', 'InvalidSubnetID.NotFound'),
      (subnet) => subnetXml(subnet, account),
    ),

  DescribeInternetGateways: (call, account, world) =>
    paged(
      call,
      world,
      'internetGatewaySet',
      chosen(call, account.internetGateways ?? [], 'InternetGatewayId', 'InvalidInternetGatewayID.NotFound'),
      (gateway) => gatewayXml(gateway, account),
    ),

  DescribeFlowLogs(call, { vpcs }, world) {
    const wanted = filterValues(call.input, 'Filter', 'resource-id')
    const logs = vpcs.flatMap(({ id, region, flowLogs = [] }) =>
      flowLogs.map((log) => ({ ...log, region, resource: log.resource ?? id })),
    )
    const matching = chosen(call, logs, 'FlowLogId', 'InvalidFlowLogId.NotFound').filter(
      ({ resource }) => !wanted || wanted.includes(resource),
    )
    return paged(call, world, 'flowLogSet', matching, flowLogXml)
  },
}

const vpcXml = ({ id, cidr, isDefault = false, owner, tags }: AwsVpc, account: AwsAccount): Xml =>
  field('vpcId', id) +
  field('ownerId', owner ?? account.id) +
  field('state', 'available') +
  field('cidrBlock', cidr) +
  list('cidrBlockAssociationSet', [field('cidrBlock', cidr)]) +
  field('instanceTenancy', 'default') +
  field('isDefault', isDefault) +
  tagSet(tags)

const subnetXml = (subnet: AwsSubnet, { id, partition = 'aws' }: AwsAccount): Xml =>
  field('subnetId', subnet.id) +
  field('subnetArn', `arn:${partition}:ec2:${subnet.region}:${subnet.owner ?? id}:subnet/${subnet.id}`) +
  field('state', 'available') +
  field('vpcId', subnet.vpc) +
  field('cidrBlock', subnet.cidr) +
  '<ipv6CidrBlockAssociationSet/>' +
  field('availableIpAddressCount', 250) +
  field('availabilityZone', subnet.zone) +
  field('defaultForAz', subnet.isDefault === true) +
  field('mapPublicIpOnLaunch', subnet.mapsPublicIp === true) +
  field('ownerId', subnet.owner ?? id) +
  tagSet(subnet.tags)

const gatewayXml = ({ id, vpc, tags }: AwsInternetGateway, account: AwsAccount): Xml =>
  field('internetGatewayId', id) +
  field('ownerId', account.id) +
  list('attachmentSet', vpc ? [field('vpcId', vpc) + field('state', 'available')] : []) +
  tagSet(tags)

const flowLogXml = ({ id, trafficType, status, delivery, resource, bucket }: AwsFlowLog): Xml =>
  field('flowLogId', id) +
  field('flowLogStatus', status ?? 'ACTIVE') +
  field('deliverLogsStatus', delivery ?? 'SUCCESS') +
  field('resourceId', resource) +
  field('trafficType', trafficType) +
  field('logDestinationType', 's3') +
  field('logDestination', bucket && `arn:aws:s3:::${bucket}`) +
  field('maxAggregationInterval', 600)
