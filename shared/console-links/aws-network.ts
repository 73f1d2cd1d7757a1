import { type Area, ec2Arn, type HashPage, hash, type Links, type Place } from './aws-area.ts'

/** A thing of EC2 or VPC whose id is a prefix and a hexadecimal number, with a page of its own and nothing more. */
const plain = (kind: string, prefix: string, service: 'ec2' | 'vpcconsole', page: string): Links => ({
  arn: ec2Arn(kind, `${prefix}-[0-9a-f]+`),
  page: ['resource', hash(service, page)],
  views: {},
})

const numbered = (prefix: string) => new RegExp(`^${prefix}-[0-9a-f]{8,17}$`)
const ec2FullId = (kind: string) => `arn:{partition}:ec2:{region}:{account}:${kind}/{id}`

/** Those of the newer API are addressed by their ARN, classic ones by their name. */
const balancerPage = ({ id, region, arn }: Place) =>
  `/ec2/home?region=${region}#LoadBalancer:loadBalancerArn=${id.includes('/') ? arn : id}`

const toBalancer = (value: string) => value.replace(/^arn:[^/]*:loadbalancer\//, '')

/** An egress-only gateway is shown by the page of internet gateways, and is none. */
const toGateway = (value: string) => (value.startsWith('igw-') ? value : undefined)

const details = (type: string, key: string, more: Partial<HashPage> = {}): HashPage => ({
  ...{ type, keys: [key], view: 'details' },
  ...more,
})

/** EC2 and VPC. */
export const awsNetwork: Area = {
  ids: {
    'aws.ec2.vpc': /^vpc-[0-9a-f]{8,17}$/,
    'aws.ec2.security-group': /^sg-[0-9a-f]{8,17}$/,
    'aws.ec2.instance': /^i-[0-9a-f]{8,17}$/,
    'aws.ec2.subnet': numbered('subnet'),
    'aws.ec2.network-acl': numbered('acl'),
    'aws.ec2.internet-gateway': numbered('igw'),
    'aws.ec2.route-table': numbered('rtb'),
    'aws.ec2.volume': numbered('vol'),
    'aws.ec2.flow-log': numbered('fl'),
    'aws.ec2.vpc-endpoint': numbered('vpce'),
    'aws.ec2.vpc-peering-connection': numbered('pcx'),
    'aws.elb.load-balancer': /^(?:(?:app|net|gwy)\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{6,32}|[A-Za-z0-9-]{1,32})$/,
    'aws.autoscaling.group': /^[\w .+=@,()/-]{1,255}$/,
    'aws.region': /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
  },
  links: {
    'aws.region': {
      arn: ec2Arn('region', '[a-z0-9-]+'),
      page: ['resource', ({ region }) => `/ec2/home?region=${region}#Settings:tab=zones`],
      views: {
        'ebs-encryption': ['fix', ({ region }) => `/ec2/home?region=${region}#Settings:tab=ebsEncryption`],
        'access-analyzer': ['resource', ({ region }) => `/access-analyzer/home?region=${region}#/`],
        macie: ['resource', ({ region }) => `/macie/home?region=${region}`],
        config: ['list', ({ region }) => `/config/home?region=${region}#/dashboard`],
        'security-hub': ['resource', ({ region }) => `/securityhub/home?region=${region}`],
      },
    },
    // Flow logs have a tab on the page of the VPC, but no address of their own is known.
    'aws.ec2.vpc': {
      arn: ec2Arn('vpc', 'vpc-[0-9a-f]+'),
      page: ['resource', hash('vpcconsole', 'VpcDetails:VpcId=')],
      views: { endpoints: ['list', ({ region }) => `/vpcconsole/home?region=${region}#Endpoints:`] },
    },
    // No page of its own: it stands in a tab of whatever it is for.
    'aws.ec2.flow-log': {
      arn: ec2Arn('vpc-flow-log', 'fl-[0-9a-f]+'),
      page: ['list', ({ region }) => `/vpcconsole/home?region=${region}#vpcs:`],
      views: {},
    },
    'aws.ec2.subnet': plain('subnet', 'subnet', 'vpcconsole', 'SubnetDetails:subnetId='),
    'aws.ec2.network-acl': plain('network-acl', 'acl', 'vpcconsole', 'NetworkAclDetails:networkAclId='),
    'aws.ec2.internet-gateway': plain('internet-gateway', 'igw', 'vpcconsole', 'InternetGateway:internetGatewayId='),
    'aws.ec2.route-table': plain('route-table', 'rtb', 'vpcconsole', 'RouteTableDetails:RouteTableId='),
    'aws.ec2.vpc-endpoint': plain('vpc-endpoint', 'vpce', 'vpcconsole', 'EndpointDetails:vpcEndpointId='),
    'aws.ec2.vpc-peering-connection': plain(
      'vpc-peering-connection',
      'pcx',
      'vpcconsole',
      'PeeringConnectionDetails:VpcPeeringConnectionId=',
    ),
    'aws.ec2.volume': plain('volume', 'vol', 'ec2', 'VolumeDetails:volumeId='),
    'aws.elb.load-balancer': {
      arn: /^arn:(?<partition>[a-z-]+):elasticloadbalancing:(?<region>[a-z0-9-]+):(?<account>\d{12}):loadbalancer\/(?<id>[A-Za-z0-9/-]+)$/,
      page: ['resource', balancerPage],
      views: {},
    },
    'aws.autoscaling.group': {
      arn: /^arn:(?<partition>[a-z-]+):autoscaling:(?<region>[a-z0-9-]+):(?<account>\d{12}):autoScalingGroup:[0-9a-f-]+:autoScalingGroupName\/(?<id>.+)$/,
      page: [
        'resource',
        ({ id, region }) =>
          `/ec2/home?region=${region}#AutoScalingGroupDetails:id=${encodeURIComponent(id)};view=details`,
      ],
      views: {},
    },
    'aws.ec2.security-group': {
      arn: ec2Arn('security-group', 'sg-[0-9a-f]+'),
      page: ['resource', hash('ec2', 'SecurityGroup:groupId=')],
      views: {
        inbound: ['fix', hash('ec2', 'ModifyInboundSecurityGroupRules:securityGroupId=')],
        outbound: ['fix', hash('ec2', 'ModifyOutboundSecurityGroupRules:securityGroupId=')],
      },
    },
    'aws.ec2.instance': {
      arn: ec2Arn('instance', 'i-[0-9a-f]+'),
      page: ['resource', hash('ec2', 'InstanceDetails:instanceId=')],
      views: {},
    },
  },
  hashPages: {
    Instances: { type: 'aws.ec2.instance', keys: ['instanceId'] },
    InstanceDetails: { type: 'aws.ec2.instance', keys: ['instanceId'], view: 'details' },
    ConnectToInstance: { type: 'aws.ec2.instance', keys: ['instanceId'] },
    SecurityGroups: { type: 'aws.ec2.security-group', keys: ['group-id', 'groupId'] },
    SecurityGroup: { type: 'aws.ec2.security-group', keys: ['groupId', 'securityGroupId'], view: 'details' },
    ModifyInboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'inbound' },
    ModifyOutboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'outbound' },
    vpcs: { type: 'aws.ec2.vpc', keys: ['VpcId'] },
    VpcDetails: details('aws.ec2.vpc', 'VpcId'),
    subnets: { type: 'aws.ec2.subnet', keys: ['subnetId', 'SubnetId'] },
    SubnetDetails: details('aws.ec2.subnet', 'subnetId'),
    acls: { type: 'aws.ec2.network-acl', keys: ['networkAclId'] },
    NetworkAclDetails: details('aws.ec2.network-acl', 'networkAclId'),
    igws: { type: 'aws.ec2.internet-gateway', keys: ['internetGatewayId'], toId: toGateway },
    InternetGateway: details('aws.ec2.internet-gateway', 'internetGatewayId', { toId: toGateway }),
    RouteTables: { type: 'aws.ec2.route-table', keys: ['routeTableId', 'RouteTableId'] },
    RouteTableDetails: details('aws.ec2.route-table', 'RouteTableId'),
    Endpoints: { type: 'aws.ec2.vpc-endpoint', keys: ['vpcEndpointId'] },
    EndpointDetails: details('aws.ec2.vpc-endpoint', 'vpcEndpointId'),
    PeeringConnections: { type: 'aws.ec2.vpc-peering-connection', keys: ['VpcPeeringConnectionId'] },
    PeeringConnectionDetails: details('aws.ec2.vpc-peering-connection', 'VpcPeeringConnectionId'),
    Volumes: { type: 'aws.ec2.volume', keys: ['volumeId'] },
    VolumeDetails: details('aws.ec2.volume', 'volumeId'),
    LoadBalancers: { type: 'aws.elb.load-balancer', keys: ['loadBalancerArn'], toId: toBalancer },
    LoadBalancer: details('aws.elb.load-balancer', 'loadBalancerArn', { toId: toBalancer }),
    AutoScalingGroups: { type: 'aws.autoscaling.group', keys: ['id'] },
    AutoScalingGroupDetails: details('aws.autoscaling.group', 'id'),
  },
  fullIds: {
    'aws.ec2.subnet': ec2FullId('subnet'),
    'aws.ec2.network-acl': ec2FullId('network-acl'),
    'aws.ec2.internet-gateway': ec2FullId('internet-gateway'),
    'aws.ec2.route-table': ec2FullId('route-table'),
    'aws.ec2.volume': ec2FullId('volume'),
    'aws.ec2.vpc-endpoint': ec2FullId('vpc-endpoint'),
    'aws.ec2.vpc-peering-connection': ec2FullId('vpc-peering-connection'),
    'aws.elb.load-balancer': 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{id}',
  },
}
