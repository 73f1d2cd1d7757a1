import type { Loss } from './denials.ts'

const balancers = 'elasticloadbalancing'

/** What a run lacks when an operation of this area is refused. */
export const networkLosses: Readonly<Record<string, Loss>> = {
  'ec2:DescribeRegions': { signsIn: true },
  'ec2:DescribeInstances': { lists: 'aws.ec2.instance' },
  'ec2:DescribeInstanceStatus': { fills: { 'aws.ec2.instance': ['instanceStatus', 'systemStatus'] } },
  'ec2:DescribeNetworkInterfaces': { fills: { 'aws.ec2.vpc': ['hasNetworkInterfaces'] } },
  'ec2:DescribeSecurityGroups': { lists: 'aws.ec2.security-group' },
  'ec2:DescribeVpcs': { lists: 'aws.ec2.vpc' },
  'ec2:DescribeFlowLogs': { fills: { 'aws.ec2.vpc': ['flowLog', 'recordsRejected'] } },
  'ec2:DescribeVpcEndpoints': { fills: { 'aws.ec2.vpc': ['endpointServices'] } },
  'ec2:DescribeNetworkAcls': { lists: 'aws.ec2.network-acl' },
  'ec2:DescribeVpcPeeringConnections': { lists: 'aws.ec2.vpc-peering-connection' },
  'ec2:DescribeRouteTables': { fills: { 'aws.ec2.vpc-peering-connection': ['broadRoutes'] } },
  'ec2:DescribeSubnets': {},
  'ec2:DescribeInternetGateways': {},
  'ec2:DescribeVolumes': {},
  'ec2:GetEbsEncryptionByDefault': { fills: { 'aws.region': ['ebsEncryptionByDefault'] } },
  'ec2:GetManagedPrefixListEntries': { fills: { 'aws.ec2.security-group': ['internetOpenings'] }, isPartly: true },
  'elb:DescribeLoadBalancers': { permission: `${balancers}:DescribeLoadBalancers`, lists: 'aws.elb.load-balancer' },
  'elb:DescribeLoadBalancerAttributes': {
    permission: `${balancers}:DescribeLoadBalancerAttributes`,
    fills: { 'aws.elb.load-balancer': ['accessLogs'] },
    isPartly: true,
  },
  'elbv2:DescribeLoadBalancers': { permission: `${balancers}:DescribeLoadBalancers`, lists: 'aws.elb.load-balancer' },
  'elbv2:DescribeLoadBalancerAttributes': {
    permission: `${balancers}:DescribeLoadBalancerAttributes`,
    fills: { 'aws.elb.load-balancer': ['accessLogs'] },
    isPartly: true,
  },
  'elbv2:DescribeListeners': {
    permission: `${balancers}:DescribeListeners`,
    fills: { 'aws.elb.load-balancer': ['hasTls'] },
    isPartly: true,
  },
  'elbv2:DescribeTargetGroups': { permission: `${balancers}:DescribeTargetGroups` },
  'elbv2:DescribeTargetHealth': { permission: `${balancers}:DescribeTargetHealth` },
  'autoscaling:DescribeAutoScalingGroups': {},
}
