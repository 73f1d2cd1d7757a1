import type { AwsAclEntry } from './ec2-estate.ts'
import type { AwsAccount } from './estate.ts'

const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const account = '111122223333'
const vpc = { prod: 'vpc-0a1b2c3d4e5f60718', standard: 'vpc-0f9e8d7c6b5a43210', eu: 'vpc-04d5e6f708192a3b4' }
const subnet = {
  web: 'subnet-0aa1bb2cc3dd4ee50',
  data: 'subnet-0aa1bb2cc3dd4ee51',
  standard: 'subnet-0ff1ee2dd3cc4bb50',
  eu: 'subnet-0ab1cd2ef304152a0',
}
const elb = (region: string, name: string) => `arn:aws:elasticloadbalancing:${region}:${account}:${name}`
const web = {
  balancer: elb(virginia, 'loadbalancer/app/harbor-web/50dc6c495c0c9188'),
  group: elb(virginia, 'targetgroup/harbor-web/73e2d6bc24d8a067'),
}
const [web1, web2, euWorker] = ['i-0017c1d5e9f3a2b4c', 'i-0027c1d5e9f3a2b4c', 'i-00b7c1d5e9f3a2b4c']

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoNetwork = (ago: (days: number) => string): Partial<AwsAccount> => ({
  ...insideVpcs(),
  ...betweenVpcs(),
  volumes: volumes(ago),
  elbv2: { balancers: balancers(ago), groups: [{ ...targetGroup, kind: 'instance', targets: [web1, web2] }] },
  elb: {
    balancers: [
      {
        ...{ arn: elb(ireland, 'loadbalancer/harbor-legacy'), name: 'harbor-legacy', region: ireland, vpc: vpc.eu },
        ...{ scheme: 'internet-facing', zones: ['eu-west-1a'], subnets: [subnet.eu], instances: [euWorker] },
        ...{ securityGroups: ['sg-0a213243546576879'], listeners: [{ protocol: 'HTTP', port: 80 }], created: ago(900) },
      },
    ],
  },
  autoscaling: {
    groups: [
      {
        ...{ name: 'harbor-web', region: virginia, minimum: 2, maximum: 6, template: 'harbor-web', created: ago(300) },
        arn: `arn:aws:autoscaling:${virginia}:${account}:autoScalingGroup:0b7a5c1e-2d34-4f56-8a90-b1c2d3e4f506:autoScalingGroupName/harbor-web`,
        ...{ zones: ['us-east-1a'], subnets: [subnet.web], instances: [web1, web2], targetGroups: [web.group] },
        tags: { env: 'prod' },
      },
    ],
  },
})

const targetGroup = { arn: web.group, region: virginia, balancer: web.balancer }

const all = (number: number, action: 'allow' | 'deny'): AwsAclEntry => ({
  ...{ number, action, protocol: '-1', cidr: '0.0.0.0/0' },
})
const tcp = (number: number, action: 'allow' | 'deny', cidr: string, from: number, to: number): AwsAclEntry => ({
  ...{ number, action, protocol: '6', cidr, from, to },
})
const outbound = (): AwsAclEntry[] => [
  { ...all(100, 'allow'), egress: true },
  { ...all(32767, 'deny'), egress: true },
]

const insideVpcs = (): Partial<AwsAccount> => ({
  subnets: [
    {
      ...{ id: subnet.web, region: virginia, vpc: vpc.prod, cidr: '10.20.1.0/24', zone: 'us-east-1a' },
      ...{ mapsPublicIp: true, tags: { Name: 'prod-web-a', env: 'prod' } },
    },
    {
      ...{ id: subnet.data, region: virginia, vpc: vpc.prod, cidr: '10.20.2.0/24', zone: 'us-east-1b' },
      tags: { Name: 'prod-data-b', env: 'prod' },
    },
    {
      ...{ id: subnet.standard, region: virginia, vpc: vpc.standard, cidr: '172.31.0.0/20', zone: 'us-east-1a' },
      ...{ isDefault: true, mapsPublicIp: true },
    },
    {
      ...{ id: subnet.eu, region: ireland, vpc: vpc.eu, cidr: '10.40.1.0/24', zone: 'eu-west-1a' },
      tags: { Name: 'eu-a', env: 'prod' },
    },
  ],
  networkAcls: [
    {
      ...{ id: 'acl-0a1b2c3d4e5f60711', region: virginia, vpc: vpc.prod, subnets: [subnet.web, subnet.data] },
      ...{ isDefault: true, tags: { Name: 'prod' } },
      entries: [
        tcp(90, 'deny', '0.0.0.0/0', 22, 22),
        tcp(91, 'deny', '0.0.0.0/0', 3389, 3389),
        all(100, 'allow'),
        all(32767, 'deny'),
        ...outbound(),
      ],
    },
    {
      ...{
        id: 'acl-0f9e8d7c6b5a43211',
        region: virginia,
        vpc: vpc.standard,
        isDefault: true,
        subnets: [subnet.standard],
      },
      entries: [all(100, 'allow'), all(32767, 'deny'), ...outbound()],
    },
    {
      ...{ id: 'acl-04d5e6f708192a3b1', region: ireland, vpc: vpc.eu, isDefault: true, subnets: [subnet.eu] },
      entries: [tcp(80, 'deny', '10.0.0.0/8', 22, 22), all(100, 'allow'), all(32767, 'deny'), ...outbound()],
    },
  ],
  internetGateways: [
    { id: 'igw-0a1b2c3d4e5f60717', region: virginia, vpc: vpc.prod, tags: { Name: 'harbor-prod' } },
    { id: 'igw-0f9e8d7c6b5a43217', region: virginia },
    { id: 'igw-04d5e6f708192a3b7', region: ireland, vpc: vpc.eu },
  ],
  vpcEndpoints: [
    {
      ...{ id: 'vpce-0a1b2c3d4e5f60719', region: virginia, vpc: vpc.prod, kind: 'Gateway' },
      ...{ service: 'com.amazonaws.us-east-1.s3', routeTables: ['rtb-0a1b2c3d4e5f60712'] },
    },
    {
      ...{ id: 'vpce-04d5e6f708192a3b9', region: ireland, vpc: vpc.eu, kind: 'Interface', subnets: [subnet.eu] },
      ...{ service: 'com.amazonaws.eu-west-1.logs', groups: ['sg-0a213243546576879'] },
    },
  ],
})

const betweenVpcs = (): Partial<AwsAccount> => ({
  routeTables: [
    {
      ...{ id: 'rtb-0a1b2c3d4e5f60712', region: virginia, vpc: vpc.prod, isMain: true, tags: { Name: 'prod-main' } },
      routes: [
        { to: '10.20.0.0/16', via: 'local' },
        { to: '172.31.16.0/20', via: 'pcx-0a1b2c3d4e5f60713' },
      ],
    },
    {
      ...{ id: 'rtb-0a1b2c3d4e5f60714', region: virginia, vpc: vpc.prod, subnets: [subnet.web] },
      tags: { Name: 'prod-public' },
      routes: [
        { to: '10.20.0.0/16', via: 'local' },
        { to: '0.0.0.0/0', via: 'igw-0a1b2c3d4e5f60717' },
      ],
    },
    {
      ...{ id: 'rtb-04d5e6f708192a3b2', region: ireland, vpc: vpc.eu, isMain: true },
      routes: [
        { to: '10.40.0.0/16', via: 'local' },
        { to: '10.80.0.0/16', via: 'pcx-04d5e6f708192a3b3' },
      ],
    },
  ],
  peerings: [
    {
      ...{ id: 'pcx-0a1b2c3d4e5f60713', region: virginia, tags: { Name: 'prod-to-sandbox' } },
      requester: { vpc: vpc.prod, account, region: virginia, cidrs: ['10.20.0.0/16'] },
      accepter: { vpc: vpc.standard, account, region: virginia, cidrs: ['172.31.0.0/16'] },
    },
    {
      ...{ id: 'pcx-04d5e6f708192a3b3', region: ireland, tags: { Name: 'partner' } },
      requester: { vpc: 'vpc-0beef00000000cafe', account: '444455556666', region: ireland, cidrs: ['10.80.0.0/16'] },
      accepter: { vpc: vpc.eu, account, region: ireland, cidrs: ['10.40.0.0/16'] },
    },
  ],
})

const volumes = (ago: (days: number) => string): AwsAccount['volumes'] => [
  {
    ...{ id: 'vol-0a1b2c3d4e5f60721', region: virginia, zone: 'us-east-1a', gigabytes: 30, kind: 'gp3' },
    ...{ encrypted: true, key: `arn:aws:kms:${virginia}:${account}:key/5f0c2a1b-3d4e-4f60-8a9b-0c1d2e3f4a5b` },
    ...{ instance: web1, device: '/dev/xvda', created: ago(31), tags: { Name: 'web-1-root' } },
  },
  {
    ...{ id: 'vol-0a1b2c3d4e5f60722', region: virginia, zone: 'us-east-1a', gigabytes: 500, kind: 'io2' },
    ...{ encrypted: false, created: ago(700), snapshot: 'snap-0a1b2c3d4e5f60723' },
  },
]

const balancers = (ago: (days: number) => string): NonNullable<AwsAccount['elbv2']>['balancers'] => [
  {
    ...{ arn: web.balancer, name: 'harbor-web', region: virginia, kind: 'application', scheme: 'internet-facing' },
    ...{ vpc: vpc.prod, subnets: [subnet.web, subnet.data], securityGroups: ['sg-01a2b3c4d5e6f7080'] },
    listeners: [
      { protocol: 'HTTP', port: 80 },
      { protocol: 'HTTPS', port: 443, policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    ],
    ...{ logBucket: 'harbor-access-logs', created: ago(300), tags: { Name: 'harbor-web', env: 'prod' } },
  },
  {
    arn: elb(ireland, 'loadbalancer/net/harbor-partners/8d9e0f1a2b3c4d5e'),
    ...{ name: 'harbor-partners', region: ireland, kind: 'network', vpc: vpc.eu, subnets: [subnet.eu] },
    ...{ listeners: [{ protocol: 'TCP', port: 22 }], created: ago(200) },
  },
]
