import { describe, expect, test } from 'vitest'
import { OperationError } from '../../../../worker/operation-error.ts'
import type { AwsAccount } from '../../../clouds/aws-estate.ts'
import { demoAwsEstate, emptyAccount } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

const lists = [
  ['aws.ec2.subnet', 'ec2:DescribeSubnets', 'ec2:DescribeSubnets'],
  ['aws.ec2.network-acl', 'ec2:DescribeNetworkAcls', 'ec2:DescribeNetworkAcls'],
  ['aws.ec2.internet-gateway', 'ec2:DescribeInternetGateways', 'ec2:DescribeInternetGateways'],
  ['aws.ec2.route-table', 'ec2:DescribeRouteTables', 'ec2:DescribeRouteTables'],
  ['aws.ec2.volume', 'ec2:DescribeVolumes', 'ec2:DescribeVolumes'],
  ['aws.ec2.flow-log', 'ec2:DescribeFlowLogs', 'ec2:DescribeFlowLogs'],
  ['aws.ec2.vpc-endpoint', 'ec2:DescribeVpcEndpoints', 'ec2:DescribeVpcEndpoints'],
  ['aws.ec2.vpc-peering-connection', 'ec2:DescribeVpcPeeringConnections', 'ec2:DescribeVpcPeeringConnections'],
  ['aws.elb.load-balancer', 'elbv2:DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers'],
  ['aws.elb.load-balancer', 'elb:DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers'],
  ['aws.autoscaling.group', 'autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeAutoScalingGroups'],
] as const
const types = [...new Set(lists.map(([type]) => type)), 'aws.ec2.instance', 'aws.ec2.vpc', 'aws.ec2.security-group']

/** The demo's account, for a test to change. */
function demo(change: (account: AwsAccount) => void = () => {}) {
  const estate = demoAwsEstate()
  for (const account of estate.accounts) change(account)
  return estate
}

describe.each(types)('%s', (type) => {
  test('is the same from pages of one as from a single page, and read alone', async () => {
    const whole = await connectTo(demo())
    const expected = []
    for (const region of whole.connection.regions) {
      const resources = await collect(whole.connection, type, region)
      expected.push(resources)
      for (const resource of resources.slice(0, 4))
        expect(await collectOne(whole.connection, type, resource.id, region)).toEqual(resource)
    }
    expect(expected.flat().length).toBeGreaterThan(0)
    const pages = await connectTo(demo(), { pageSize: 1 })
    for (const [index, region] of pages.connection.regions.entries())
      expect(await collect(pages.connection, type, region)).toEqual(expected[index])
  })
})

test.each(lists)(
  'a list of %s that fails (%s) is an error, never an empty list',
  async (type, operation, permission) => {
    for (const kind of ['deny', 'malformed'] as const) {
      const { cloud, connection } = await connectTo(demo())
      cloud.faults.push({ operation, kind })
      const failure = await collect(connection, type, 'eu-west-1').catch((error: unknown) => error)
      expect(failure, kind).toBeInstanceOf(OperationError)
      expect(failure, kind).toMatchObject({ operation, permission })
    }
  },
)

test('what is gone has no live reading', async () => {
  const { connection } = await connectTo(demo())
  const ec2 = (resource: string) => `arn:aws:ec2:us-east-1:111122223333:${resource}`
  const elb = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer'
  const gone = [
    ['aws.ec2.subnet', ec2('subnet/subnet-0')],
    ['aws.ec2.network-acl', ec2('network-acl/acl-0')],
    ['aws.ec2.internet-gateway', ec2('internet-gateway/igw-0')],
    ['aws.ec2.route-table', ec2('route-table/rtb-0')],
    ['aws.ec2.volume', ec2('volume/vol-0')],
    ['aws.ec2.flow-log', ec2('vpc-flow-log/fl-0')],
    ['aws.ec2.vpc-endpoint', ec2('vpc-endpoint/vpce-0')],
    ['aws.ec2.vpc-peering-connection', ec2('vpc-peering-connection/pcx-0')],
    ['aws.elb.load-balancer', `${elb}/app/web/0`],
    ['aws.elb.load-balancer', `${elb}/classic`],
    [
      'aws.autoscaling.group',
      'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0:autoScalingGroupName/harbor-web',
    ],
  ] as const
  for (const [type, id] of gone) expect(await collectOne(connection, type, id), id).toBeUndefined()
})

/** Calls that fill single fields: type, name of a resource in its region, operation, service of the permission, fields. */
type Reading = readonly [type: string, name: string, operation: string, prefix: string, fields: string[]]
const readings: readonly Reading[] = [
  ['aws.ec2.instance', 'web-1', 'ec2:DescribeInstanceStatus', 'ec2', ['instanceStatus', 'systemStatus']],
  ['aws.ec2.vpc', 'harbor-prod', 'ec2:DescribeVpcEndpoints', 'ec2', ['endpointServices']],
  ['aws.ec2.vpc', 'harbor-prod', 'ec2:DescribeNetworkInterfaces', 'ec2', ['hasNetworkInterfaces']],
  ['aws.ec2.security-group', 'web', 'ec2:DescribeNetworkInterfaces', 'ec2', ['isAttached']],
  ['aws.ec2.subnet', 'prod-web-a', 'ec2:DescribeRouteTables', 'ec2', ['routeTableId']],
  [
    'aws.ec2.vpc-peering-connection',
    'prod-to-sandbox',
    'ec2:DescribeRouteTables',
    'ec2',
    ['routeTableIds', 'routes', 'broadRoutes'],
  ],
  ['aws.elb.load-balancer', 'harbor-web', 'elbv2:DescribeListeners', 'elasticloadbalancing', ['listeners', 'hasTls']],
  [
    'aws.elb.load-balancer',
    'harbor-web',
    'elbv2:DescribeLoadBalancerAttributes',
    'elasticloadbalancing',
    ['accessLogs', 'logBucketArn'],
  ],
  [
    'aws.elb.load-balancer',
    'harbor-web',
    'elbv2:DescribeTargetGroups',
    'elasticloadbalancing',
    ['targetGroupArns', 'instanceIds'],
  ],
  ['aws.elb.load-balancer', 'harbor-web', 'elbv2:DescribeTargetHealth', 'elasticloadbalancing', ['instanceIds']],
  ['aws.elb.load-balancer', 'harbor-web', 'tagging:GetResources', 'tag', ['tags']],
  ['aws.autoscaling.group', 'harbor-web', 'elbv2:DescribeTargetGroups', 'elasticloadbalancing', ['loadBalancerArns']],
]

test.each(readings)('%s %s: a refused %s leaves its fields unread', async (type, name, operation, prefix, fields) => {
  const { cloud, connection } = await connectTo(demo())
  cloud.faults.push({ operation, kind: 'deny' })
  const resources = await collect(connection, type)
  const { config, id, unread = [] } = named(resources, name)
  const permission = `${prefix}:${operation.split(':')[1]}`
  for (const read of [unread, (await collectOne(connection, type, id))?.unread ?? []]) {
    expect(new Set(read.map(({ field }) => field))).toEqual(new Set(fields))
    expect(read.every((one) => one.operation === operation && one.permission === permission)).toBe(true)
  }
  for (const field of fields) expect(config[field], field).toBeUndefined()
})

test('an instance tells its checks, addresses, volumes and how it was bought', async () => {
  const { connection } = await connectTo(demo())
  const here = await collect(connection, 'aws.ec2.instance')
  expect(named(here, 'web-1').config).toMatchObject({
    ...{ instanceStatus: 'ok', systemStatus: 'ok', isSpot: false, volumeIds: ['vol-0a1b2c3d4e5f60721'] },
    ...{ privateDns: 'ip-10-20-1-1.ec2.internal', publicDns: 'ec2-203-0-113-11.amazonaws.com' },
  })
  expect(named(here, 'build-runner').config).toMatchObject({ isSpot: true })
  expect(named(here, 'build-runner').config).not.toHaveProperty('publicDns')
  const there = await collect(connection, 'aws.ec2.instance', 'eu-west-1')
  expect(named(there, 'partner-gateway').config).toMatchObject({
    ...{ instanceStatus: 'impaired', secondaryPrivateIps: ['10.20.1.110'] },
  })
  expect(named(there, 'finance-ws-2').config).not.toHaveProperty('instanceStatus')
})

test('a security group lists its rules and the groups that they name, itself apart', async () => {
  const { connection } = await connectTo(demo())
  const groups = await collect(connection, 'aws.ec2.security-group')
  expect(named(groups, 'database').config).toMatchObject({
    referencedGroupIds: ['sg-01a2b3c4d5e6f7080'],
    rules: [
      { direction: 'inbound', protocol: 'tcp', ports: '5432', peer: 'sg-01a2b3c4d5e6f7080' },
      { direction: 'outbound', protocol: 'any', ports: 'all', peer: '0.0.0.0/0' },
    ],
  })
  const standard = groups.find(({ id }) => id.endsWith('sg-0d1e2f3a4b5c60002'))
  expect(standard?.config).toMatchObject({ inboundRules: 1, referencedGroupIds: [] })
})

test('a group of a thousand rules keeps some of them, counts all, and judges all', async () => {
  const rules = Array.from({ length: 1000 }, (_, index) => ({
    protocol: 'tcp',
    from: index,
    to: index,
    cidrs: ['10.0.0.0/8'],
  }))
  const estate = demo(({ securityGroups }) => {
    securityGroups[4]?.inbound.push(...rules, { protocol: 'tcp', from: 22, to: 22, cidrs: ['0.0.0.0/0'] })
  })
  const { connection } = await connectTo(estate)
  const { config } = named(await collect(connection, 'aws.ec2.security-group'), 'web')
  expect(config.inboundRules).toBe(1003)
  expect((config.rules as { direction: string }[]).filter(({ direction }) => direction === 'inbound')).toHaveLength(250)
  expect(config.internetOpenings).toContainEqual(expect.objectContaining({ from: 22, to: 22 }))
})

test('a subnet follows the route table that it was given, or the main one of its VPC', async () => {
  const { connection } = await connectTo(demo())
  const subnets = await collect(connection, 'aws.ec2.subnet')
  expect(named(subnets, 'prod-web-a').config.routeTableId).toBe('rtb-0a1b2c3d4e5f60714')
  expect(named(subnets, 'prod-data-b').config.routeTableId).toBe('rtb-0a1b2c3d4e5f60712')
  expect(named(subnets, 'subnet-0ff1ee2dd3cc4bb50').config).not.toHaveProperty('routeTableId')
})

test('a peering reads no routes where none is active', async () => {
  const estate = demo(({ peerings = [] }) => {
    for (const peering of peerings) peering.status = 'pending-acceptance'
  })
  const { cloud, connection } = await connectTo(estate)
  const [peering] = await collect(connection, 'aws.ec2.vpc-peering-connection')
  expect(peering).toMatchObject({ config: { status: 'pending-acceptance', routes: [] }, unread: [] })
  expect(cloud.calls.get('ec2:DescribeRouteTables')).toBeUndefined()
})

test('a peering expands the prefix lists of its routes alone, and is unread where one cannot be read', async () => {
  const estate = demo(({ routeTables = [] }) => {
    routeTables[0]?.routes.push(
      { to: 'pl-0a12b34c56d78e90f', via: 'pcx-0a1b2c3d4e5f60713' },
      { to: 'pl-63a5400a', via: 'vpce-0a1b2c3d4e5f60719' },
    )
  })
  const { cloud, connection } = await connectTo(estate)
  const [peering] = await collect(connection, 'aws.ec2.vpc-peering-connection')
  expect(peering).toMatchObject({ config: { broadRoutes: [] }, unread: [] })
  expect(peering?.config.routes).toContain('rtb-0a1b2c3d4e5f60712: pl-0a12b34c56d78e90f')
  cloud.faults.push({ operation: 'ec2:GetManagedPrefixListEntries', kind: 'deny' })
  const [unread] = await collect(connection, 'aws.ec2.vpc-peering-connection')
  expect(unread?.unread).toContainEqual(
    expect.objectContaining({ field: 'broadRoutes', permission: 'ec2:GetManagedPrefixListEntries' }),
  )
})

test('a load balancer knows its listeners, instances, log bucket and tags, whichever its kind', async () => {
  const { connection } = await connectTo(demo())
  const [web] = await collect(connection, 'aws.elb.load-balancer')
  expect(web).toMatchObject({
    tags: { env: 'prod' },
    config: {
      ...{ kind: 'application', scheme: 'internet-facing', hasTls: true, accessLogs: 'Amazon S3' },
      ...{ logBucketArn: 'arn:aws:s3:::harbor-access-logs', securityGroupIds: ['sg-01a2b3c4d5e6f7080'] },
      instanceIds: ['i-0017c1d5e9f3a2b4c', 'i-0027c1d5e9f3a2b4c'],
    },
  })
  const there = await collect(connection, 'aws.elb.load-balancer', 'eu-west-1')
  expect(named(there, 'harbor-legacy').config).toMatchObject({ kind: 'classic', hasTls: false })
  expect(named(there, 'harbor-legacy').config.instanceIds).toEqual(['i-00b7c1d5e9f3a2b4c'])
  expect(named(there, 'harbor-partners').config).toMatchObject({ kind: 'network', hasTls: false, instanceIds: [] })
  for (const { config } of there) expect(config).not.toHaveProperty('accessLogs')
})

test('an Auto Scaling group finds its load balancers by its target groups', async () => {
  const { connection } = await connectTo(demo())
  const [group] = await collect(connection, 'aws.autoscaling.group')
  const [balancer] = await collect(connection, 'aws.elb.load-balancer')
  expect(group?.config).toMatchObject({ loadBalancerArns: [balancer?.id], launchTemplate: 'harbor-web', minimum: 2 })
})

test('a region without load balancers, peerings or groups is asked four times and no more', async () => {
  const { cloud, connection } = await connectTo({ accounts: [emptyAccount('123456789012')] })
  cloud.calls.clear()
  for (const type of ['aws.elb.load-balancer', 'aws.autoscaling.group', 'aws.ec2.vpc-peering-connection'])
    expect(await collect(connection, type)).toEqual([])
  expect([...cloud.calls.values()]).toEqual([1, 1, 1, 1])
})

test('security groups and VPCs share one list of network interfaces', async () => {
  const { cloud, connection } = await connectTo(demo())
  await collect(connection, 'aws.ec2.security-group')
  await collect(connection, 'aws.ec2.vpc')
  expect(cloud.calls.get('ec2:DescribeNetworkInterfaces')).toBe(1)
})

test('a VPC names the services of its region short, and those of another by their full name', async () => {
  const estate = demo(({ vpcEndpoints = [] }) => {
    const [endpoint] = vpcEndpoints
    if (!endpoint) throw new Error('no endpoint')
    vpcEndpoints.push({ ...endpoint, id: 'vpce-01', service: 'com.amazonaws.eu-west-1.s3' })
    vpcEndpoints.push({ ...endpoint, id: 'vpce-02', service: 'com.amazonaws.us-east-1.dynamodb', state: 'pending' })
    vpcEndpoints.push({ ...endpoint, id: 'vpce-03', service: 'com.amazonaws.us-east-1.sts', state: 'Available' })
  })
  const { connection } = await connectTo(estate)
  const vpc = named(await collect(connection, 'aws.ec2.vpc'), 'harbor-prod')
  expect(vpc.config.endpointServices).toEqual(['com.amazonaws.eu-west-1.s3', 's3', 'sts'])
  expect(vpc.config.hasNetworkInterfaces).toBe(true)
})

describe('a load balancer without a bucket for its logs', () => {
  const silent = (change: (account: AwsAccount) => void = () => {}) =>
    demo((account) => {
      for (const balancer of account.elbv2?.balancers ?? [])
        if (balancer.name === 'harbor-web') delete balancer.logBucket
      change(account)
    })
  const web = async ({ connection }: Awaited<ReturnType<typeof connectTo>>) =>
    named(await collect(connection, 'aws.elb.load-balancer'), 'harbor-web')

  test('may have CloudWatch Logs deliver them', async () => {
    const connected = await connectTo(
      silent(({ elbv2, cloudfront }) => {
        const resource = elbv2?.balancers.find(({ name }) => name === 'harbor-web')?.arn ?? ''
        const common = { region: 'us-east-1', service: 'elasticloadbalancing', resource }
        cloudfront?.deliveries?.push({ ...common, name: 'web', kind: 'ALB_ACCESS_LOGS', to: 'CWL' })
      }),
    )
    const found = await web(connected)
    expect(found).toMatchObject({ config: { accessLogs: 'log delivery to CloudWatch Logs' }, unread: [] })
    expect(await collectOne(connected.connection, 'aws.elb.load-balancer', found.id)).toEqual(found)
  })

  test('logs nothing where other logs are delivered, and is unread where that is refused', async () => {
    const connected = await connectTo(silent())
    expect((await web(connected)).config).not.toHaveProperty('accessLogs')
    connected.cloud.faults.push({ operation: 'logs:DescribeDeliveries', kind: 'deny' })
    const { config, unread } = await web(connected)
    expect(config.accessLogs).toBeUndefined()
    expect(unread).toEqual([expect.objectContaining({ field: 'accessLogs', permission: 'logs:DescribeDeliveries' })])
  })
})
