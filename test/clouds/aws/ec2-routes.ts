import { chosen, type Ec2Answer, filterValues, idSet, paged, tagSet, texts } from './ec2-answer.ts'
import type {
  AwsAclEntry,
  AwsNetworkAcl,
  AwsPeering,
  AwsPeeringSide,
  AwsRouteTable,
  AwsVpcEndpoint,
} from './ec2-estate.ts'
import type { AwsAccount } from './estate.ts'
import { element, field, list, type Xml } from './xml.ts'

/** What lets traffic through a VPC and leads it out: access lists, routes, endpoints, peerings. */
export const routeAnswers: Readonly<Record<string, Ec2Answer>> = {
  DescribeNetworkAcls: (call, account, world) =>
    paged(
      call,
      world,
      'networkAclSet',
      chosen(call, account.networkAcls ?? [], 'NetworkAclId', 'InvalidNetworkAclID.NotFound'),
      (acl) => aclXml(acl, account),
    ),

  DescribeRouteTables(call, account, world) {
    const peerings = filterValues(call.input, 'Filter', 'route.vpc-peering-connection-id')
    const vpcs = filterValues(call.input, 'Filter', 'vpc-id')
    const tables = chosen(call, account.routeTables ?? [], 'RouteTableId', 'InvalidRouteTableID.NotFound')
      .filter(({ routes }) => !peerings || routes.some(({ via }) => peerings.includes(via)))
      .filter(({ vpc }) => !vpcs || vpcs.includes(vpc))
    return paged(call, world, 'routeTableSet', tables, (table) => tableXml(table, account))
  },

  DescribeVpcEndpoints(call, account, world) {
    const vpcs = filterValues(call.input, 'Filter', 'vpc-id')
    const endpoints = chosen(call, account.vpcEndpoints ?? [], 'VpcEndpointId', 'InvalidVpcEndpointId.NotFound')
    const matching = endpoints.filter(({ vpc }) => !vpcs || vpcs.includes(vpc))
    return paged(call, world, 'vpcEndpointSet', matching, (endpoint) => endpointXml(endpoint, account))
  },

  DescribeVpcPeeringConnections: (call, account, world) =>
    paged(
      call,
      world,
      'vpcPeeringConnectionSet',
      chosen(call, account.peerings ?? [], 'VpcPeeringConnectionId', 'InvalidVpcPeeringConnectionID.NotFound'),
      peeringXml,
    ),
}

const aclXml = ({ id, vpc, isDefault = false, subnets, entries, tags }: AwsNetworkAcl, account: AwsAccount): Xml =>
  field('networkAclId', id) +
  field('vpcId', vpc) +
  field('default', isDefault) +
  list('entrySet', entries.map(entryXml)) +
  list(
    'associationSet',
    subnets.map((subnet) => field('networkAclId', id) + field('subnetId', subnet)),
  ) +
  field('ownerId', account.id) +
  tagSet(tags)

const entryXml = ({ number, egress = false, protocol, action, cidr, cidr6, from, to }: AwsAclEntry): Xml =>
  field('ruleNumber', number) +
  field('protocol', protocol) +
  field('ruleAction', action) +
  field('egress', egress) +
  field('cidrBlock', cidr) +
  field('ipv6CidrBlock', cidr6) +
  (from === undefined ? '' : element('portRange', field('from', from), field('to', to ?? from)))

const tableXml = (table: AwsRouteTable, account: AwsAccount): Xml =>
  field('routeTableId', table.id) +
  field('vpcId', table.vpc) +
  field('ownerId', account.id) +
  list('routeSet', table.routes.map(routeXml)) +
  list('associationSet', [
    ...(table.isMain ? [field('routeTableId', table.id) + field('main', true)] : []),
    ...(table.subnets ?? []).map(
      (subnet) => field('routeTableId', table.id) + field('subnetId', subnet) + field('main', false),
    ),
  ]) +
  '<propagatingVgwSet/>' +
  tagSet(table.tags)

const routeXml = ({ to, via, state = 'active' }: AwsRouteTable['routes'][number]): Xml =>
  field(destinationOf(to), to) +
  field(targetOf(via), via) +
  field('state', state) +
  field('origin', via === 'local' ? 'CreateRouteTable' : 'CreateRoute')

function destinationOf(to: string): string {
  if (to.startsWith('pl-')) return 'destinationPrefixListId'
  return to.includes(':') ? 'destinationIpv6CidrBlock' : 'destinationCidrBlock'
}

function targetOf(via: string): string {
  if (via.startsWith('pcx-')) return 'vpcPeeringConnectionId'
  return via.startsWith('nat-') ? 'natGatewayId' : 'gatewayId'
}

const endpointXml = (endpoint: AwsVpcEndpoint, account: AwsAccount): Xml =>
  field('vpcEndpointId', endpoint.id) +
  field('vpcEndpointType', endpoint.kind) +
  field('vpcId', endpoint.vpc) +
  field('serviceName', endpoint.service) +
  field('state', endpoint.state ?? 'available') +
  texts('routeTableIdSet', endpoint.routeTables) +
  texts('subnetIdSet', endpoint.subnets) +
  idSet('groupSet', 'groupId', endpoint.groups) +
  field('privateDnsEnabled', endpoint.kind === 'Interface') +
  field('ownerId', account.id) +
  tagSet(endpoint.tags)

const peeringXml = ({ id, status = 'active', requester, accepter, tags }: AwsPeering): Xml =>
  field('vpcPeeringConnectionId', id) +
  element('requesterVpcInfo', sideXml(requester)) +
  element('accepterVpcInfo', sideXml(accepter)) +
  element('status', field('code', status), field('message', status)) +
  tagSet(tags)

const sideXml = ({ vpc, account, region, cidrs = [], cidrs6 = [] }: AwsPeeringSide): Xml =>
  field('cidrBlock', cidrs[0]) +
  idSet('cidrBlockSet', 'cidrBlock', cidrs) +
  idSet('ipv6CidrBlockSet', 'ipv6CidrBlock', cidrs6) +
  field('ownerId', account) +
  field('vpcId', vpc) +
  field('region', region)
