import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'
const region = 'eu-west-1'

/** One resource of each type of this area, of the account 111122223333. */
export const networkExamples: readonly ResourceRef[] = [
  ec2('subnet', 'subnet/subnet-0a1b2c3d4e5f60718'),
  ec2('network-acl', 'network-acl/acl-0a1b2c3d4e5f60718'),
  ec2('internet-gateway', 'internet-gateway/igw-0a1b2c3d4e5f60718'),
  ec2('route-table', 'route-table/rtb-0a1b2c3d4e5f60718'),
  ec2('volume', 'volume/vol-0a1b2c3d4e5f60718'),
  ec2('flow-log', 'vpc-flow-log/fl-0a1b2c3d4e5f60718'),
  ec2('vpc-endpoint', 'vpc-endpoint/vpce-0a1b2c3d4e5f60718'),
  ec2('vpc-peering-connection', 'vpc-peering-connection/pcx-0a1b2c3d4e5f60718'),
  aws('aws.elb.load-balancer', 'elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'),
  aws(
    'aws.autoscaling.group',
    'autoscaling',
    'autoScalingGroup:0b7a5c1e-2d34-4f56-8a90-b1c2d3e4f506:autoScalingGroupName/web + api (eu)',
  ),
]

function ec2(type: string, resource: string): ResourceRef {
  return aws(`aws.ec2.${type}`, 'ec2', resource)
}

function aws(type: string, service: string, resource: string): ResourceRef {
  return { cloud: 'aws', type, id: `arn:aws:${service}:${region}:${account}:${resource}`, name: 'web', account, region }
}
