import type { AwsAccount } from './estate.ts'

const account = '111122223333'
const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const prod = {
  vpc: 'vpc-0a1b2c3d4e5f60718',
  subnets: ['subnet-0aa1bb2cc3dd4ee50', 'subnet-0bb2cc3dd4ee5ff60'],
  groups: ['sg-04d5e6f7080910213'],
}
const key = `arn:aws:kms:${virginia}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoServices = (ago: (days: number) => string): Partial<AwsAccount> => ({
  ...clusters(ago),
  ...jobs(ago),
  ...watchers(ago),
  organizations: {
    ...{ id: 'o-h4rb0rprod', management: account },
    accounts: [
      { id: account, name: 'harbor-prod', state: 'ACTIVE' },
      { id: '444455556666', name: 'harbor-security', state: 'ACTIVE' },
    ],
    delegated: { '444455556666': ['guardduty.amazonaws.com', 'securityhub.amazonaws.com'] },
    rootFeatures: ['RootCredentialsManagement', 'RootSessions'],
  },
})

type Ago = (days: number) => string

const clusters = (ago: Ago): Partial<AwsAccount> => ({
  eks: {
    clusters: [
      {
        ...{ name: 'harbor-orders', region: virginia, created: ago(300), ...prod, secretsKey: key },
        ...{ role: `arn:aws:iam::${account}:role/eks-cluster`, logTypes: ['api', 'audit', 'authenticator'] },
        ...{ publicFrom: ['198.51.100.0/24'], tags: { env: 'prod' } },
        nodegroups: [{ name: 'workers', role: `arn:aws:iam::${account}:role/eks-node` }],
        fargateProfiles: [{ name: 'batch', role: `arn:aws:iam::${account}:role/eks-pods`, namespaces: ['batch'] }],
      },
      {
        ...{ name: 'lab', region: ireland, version: '1.30', created: ago(40), vpc: 'vpc-04d5e6f708192a3b4' },
        ...{ subnets: ['subnet-0ab1cd2ef304152a0'], groups: ['sg-0a213243546576879'], publicFrom: ['0.0.0.0/0'] },
        nodegroups: [{ name: 'spot', sshKey: 'ops' }],
      },
    ],
  },
  emr: {
    clusters: [
      {
        ...{ id: 'j-2DEMOHARBOR01', name: 'nightly-sums', region: virginia, state: 'WAITING', created: ago(20) },
        ...{ logUri: 's3n://harbor-data-lake/emr/', securityConfiguration: 'encrypted', groups: prod.groups },
        ...{ subnet: prod.subnets[0] ?? '', tags: { env: 'prod' } },
      },
      { id: 'j-1DEMOHARBOR00', name: 'trial', region: virginia, state: 'TERMINATED', created: ago(60) },
    ],
  },
  kafka: {
    clusters: [
      {
        arn: `arn:aws:kafka:${virginia}:${account}:cluster/harbor-events/a2c51527-da50-031f-1130-c5d5d77be06c-7`,
        ...{ name: 'harbor-events', created: ago(210), key, ...prod, tags: { env: 'prod' } },
      },
      {
        arn: `arn:aws:kafka:${ireland}:${account}:cluster/lab-events/b3d62638-eb61-142a-2241-d6e6e88cf17d-s2`,
        ...{ name: 'lab-events', created: ago(30), isServerless: true },
        ...{ subnets: ['subnet-0ab1cd2ef304152a0'], groups: ['sg-0a213243546576879'] },
      },
    ],
  },
})

const jobs = (ago: Ago): Partial<AwsAccount> => ({
  glue: {
    catalogs: [{ region: virginia, key, encryptsPasswords: true }],
    jobs: [
      {
        ...{ arn: `arn:aws:glue:${virginia}:${account}:job/load-orders`, name: 'load-orders', created: ago(150) },
        ...{ role: `arn:aws:iam::${account}:role/glue`, securityConfiguration: 'encrypted', tags: { env: 'prod' } },
      },
      { arn: `arn:aws:glue:${ireland}:${account}:job/trial`, name: 'trial', created: ago(12) },
    ],
  },
  codebuild: {
    projects: [
      {
        ...{
          name: 'site',
          region: virginia,
          created: ago(400),
          tags: { env: 'prod' },
          logsToS3: 'harbor-access-logs/b',
        },
        ...{ role: `arn:aws:iam::${account}:role/codebuild`, privileged: true },
        vpc: { id: prod.vpc, subnets: prod.subnets, groups: prod.groups },
        variables: [
          { name: 'STAGE', value: 'prod', type: 'PLAINTEXT' },
          { name: 'TOKEN', value: '/harbor/token', type: 'PARAMETER_STORE' },
        ],
      },
      { name: 'docs', region: ireland, created: ago(90) },
    ],
  },
  ds: {
    directories: [
      {
        ...{ arn: `arn:aws:ds:${virginia}:${account}:directory/d-926713b8c0`, name: 'corp.harbor.example' },
        ...{ created: ago(500), vpc: prod.vpc, subnets: prod.subnets, group: 'sg-0d1e2f3a4b5c60001' },
        ...{ logGroup: '/aws/directoryservice/d-926713b8c0', tags: { env: 'prod' } },
      },
    ],
  },
})

/** Everything is on in Virginia, and nothing works in Ireland. */
const watchers = (ago: Ago): Partial<AwsAccount> => ({
  accessanalyzer: {
    analyzers: [
      {
        ...{ arn: `arn:aws:access-analyzer:${virginia}:${account}:analyzer/account`, kind: 'ACCOUNT' },
        ...{ created: ago(330), tags: { env: 'prod' } },
      },
      {
        ...{ arn: `arn:aws:access-analyzer:${ireland}:${account}:analyzer/unused`, kind: 'ACCOUNT_UNUSED_ACCESS' },
        created: ago(100),
      },
    ],
  },
  guardduty: {
    detectors: [
      {
        ...{ id: '12abc34d567e8fa901bc2d34e56789f0', region: virginia, created: ago(330), tags: { env: 'prod' } },
        features: ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS'],
      },
      { id: '34cde56f789a0bc123de4f56a78901b2', region: ireland, created: ago(330), suspended: true },
    ],
  },
  securityhub: {
    hubs: [
      { region: virginia, standards: { 'aws-foundational-security-best-practices/v/1.0.0': 'READY' } },
      { region: ireland, standards: { 'cis-aws-foundations-benchmark/v/5.0.0': 'INCOMPLETE' } },
    ],
  },
  macie2: { [virginia]: 'ENABLED' },
  inspector2: {
    regions: [virginia],
    unscanned: ['i-0077c1d5e9f3a2b4c'],
    findings: findings(),
  },
})

function findings() {
  const [bastion, web] = ['i-0037c1d5e9f3a2b4c', 'i-0017c1d5e9f3a2b4c']
  const openssl = (instance: string) => ({
    ...{ id: 'CVE-2024-5535', region: virginia, instance, severity: 'CRITICAL', score: 9.1 },
    ...{
      title: 'CVE-2024-5535 - openssl',
      package: { name: 'openssl', version: '3.0.8', fixedIn: '3.0.8-1.amzn2023.0.14' },
    },
  })
  return [
    openssl(bastion),
    openssl(web),
    {
      ...{ id: 'CVE-2024-6387', region: virginia, instance: bastion, severity: 'HIGH', score: 8.1 },
      ...{
        title: 'CVE-2024-6387 - openssh',
        package: { name: 'openssh', version: '8.7p1', fixedIn: '8.7p1-8.amzn2023' },
      },
    },
    {
      ...{ id: 'CVE-2023-45853', region: virginia, instance: web, severity: 'MEDIUM', score: 6.2 },
      ...{ title: 'CVE-2023-45853 - zlib', package: { name: 'zlib', version: '1.2.11' } },
    },
    {
      ...{ id: 'port-22', region: virginia, instance: bastion, severity: 'MEDIUM', score: 5.8 },
      title: 'Port 22 is reachable from an Internet Gateway',
    },
  ]
}
