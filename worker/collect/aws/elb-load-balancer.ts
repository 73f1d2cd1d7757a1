import { z } from 'zod'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { type ClassicRaw, listClassic, normaliseClassic, oneClassic } from './elb-classic.ts'
import { listModern, type ModernRaw, normaliseModern, oneModern } from './elb-modern.ts'
import { lazyTags } from './tags.ts'

type Raw = ClassicRaw | ModernRaw

/** All four kinds in one type: classic ones come from an API of their own. */
export const elbLoadBalancer = defineAwsType({
  type: 'aws.elb.load-balancer',
  label: 'Load balancer',
  code: 'LOAD_BALANCER',
  service: 'Elastic Load Balancing',
  scope: 'region',
  permissions: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'logs:DescribeDeliveries',
    'logs:DescribeDeliverySources',
    'tag:GetResources',
  ],
  relations: {
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
    instances: { type: 'aws.ec2.instance', key: 'instanceIds', match: 'instanceId', label: 'Instances' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    logBucket: { type: 'aws.s3.bucket', key: 'logBucketArn', label: 'Log bucket' },
  },
  fields: z.object({
    loadBalancerName: z.string(),
    kind: z.enum(['classic', 'application', 'network', 'gateway']),
    /** `internet-facing` or `internal`; absent for gateways. */
    scheme: z.string().optional(),
    /** `active`, `provisioning`, …; classic ones have none. */
    state: z.string().optional(),
    dnsName: z.string().optional(),
    created: z.string().optional(),
    vpcId: z.string().optional(),
    availabilityZones: z.array(z.string()),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
    listeners: z
      .array(z.object({ protocol: z.string().optional(), port: z.int().optional(), tlsPolicy: z.string().optional() }))
      .optional(),
    /** Some listener speaks HTTPS, TLS or SSL. */
    hasTls: z.boolean().optional(),
    targetGroupArns: z.array(z.string()).optional(),
    /** Instances that it sends traffic to, healthy or not; targets of other kinds have no instance. */
    instanceIds: z.array(z.string()).optional(),
    /** How requests are logged; absent where they are not. */
    accessLogs: z.string().optional(),
    logBucketArn: z.string().optional(),
  }),

  async *list(context) {
    // Asked for once, for the load balancers of both APIs.
    const tags = lazyTags(context, ['elasticloadbalancing:loadbalancer'])
    yield* listModern(context, tags)
    yield* listClassic(context, tags)
  },

  one: (context: CollectContext<'aws'>, arn): Promise<Raw | undefined> => {
    const [, name = ''] = arn.split(':loadbalancer/')
    return name.includes('/') ? oneModern(context, arn) : oneClassic(context, name, arn)
  },

  normalise: (raw: Raw, context) => ('classic' in raw ? normaliseClassic(raw, context) : normaliseModern(raw, context)),
})
