import { demoData } from './demo-data.ts'
import { demoFront } from './demo-front.ts'
import { demoIdentity } from './demo-identity.ts'
import { demoLogging } from './demo-logging.ts'
import { demoNetwork } from './demo-network.ts'
import { demoServices } from './demo-services.ts'
import type { AwsAccount, AwsBucket, AwsEstate, AwsInstance, AwsRule, AwsSecurityGroup, AwsUser } from './estate.ts'
import { policyDocument, publicRead, tlsOnly } from './policies.ts'

/**
 * The account of the demo, small enough to be known by heart: every control has resources that pass and, where one
 * account can have both, resources that fail. Ages count from the day on which it is made.
 */
export function demoAwsEstate(now: Date = new Date()): AwsEstate {
  return { accounts: [demoAccount(now)] }
}

const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const allOn = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true }

function demoAccount(now: Date): AwsAccount {
  const ago = (days: number) => new Date(Math.floor(now.getTime() / 86_400_000 - days) * 86_400_000).toISOString()
  return {
    id: '111122223333',
    alias: 'harbor-prod',
    role: 'Plumbline',
    externalId: 'plumbline-demo-5f0c2a',
    regions: { enabled: [ireland, virginia], disabled: ['ap-east-1'] },
    passwordPolicy: {
      ...{ minimumLength: 12, uppercase: true, lowercase: true, symbols: false, numbers: true },
      ...{ reusePrevention: 5, maxAge: 90 },
    },
    root: { accessKeys: 1, hasPassword: true, mfa: 'virtual', lastUsed: ago(12) },
    encryptedRegions: [virginia],
    users: users(ago),
    buckets: buckets(ago),
    vpcs: [
      {
        ...{
          id: 'vpc-0a1b2c3d4e5f60718',
          region: virginia,
          cidr: '10.20.0.0/16',
          tags: { Name: 'harbor-prod', env: 'prod' },
        },
        flowLogs: [{ id: 'fl-0c1d2e3f405162738', trafficType: 'ALL' }],
      },
      { id: 'vpc-0f9e8d7c6b5a43210', region: virginia, cidr: '172.31.0.0/16', isDefault: true },
      {
        ...{
          id: 'vpc-04d5e6f708192a3b4',
          region: ireland,
          cidr: '10.40.0.0/16',
          tags: { Name: 'harbor-eu', env: 'prod' },
        },
        flowLogs: [{ id: 'fl-0918273645a0b1c2d', trafficType: 'ACCEPT' }],
      },
      { id: 'vpc-0c3b2a19087f6e5d4', region: ireland, cidr: '172.31.0.0/16', isDefault: true },
    ],
    securityGroups: securityGroups(),
    prefixLists: [
      { id: 'pl-0a12b34c56d78e90f', region: virginia, name: 'offices', cidrs: ['198.51.100.0/24', '203.0.113.0/25'] },
      { id: 'pl-0f98e76d54c32b10a', region: ireland, name: 'partners', cidrs: ['192.0.2.0/24', '0.0.0.0/0'] },
    ],
    instances: instances(ago),
    ...{
      ...demoData(ago),
      ...demoIdentity(ago),
      ...demoLogging(ago),
      ...demoNetwork(ago),
      ...demoServices(ago),
      ...demoFront(ago),
    },
  }
}

type Ago = (days: number) => string

function users(ago: Ago): AwsUser[] {
  const key = (slot: 1 | 2, id: string, created: number, used?: number, active = true) => ({
    ...{ slot, id, active, created: ago(created) },
    ...(used === undefined ? {} : { lastUsed: ago(used) }),
  })
  return [
    {
      ...{ name: 'amara.okafor', created: ago(700), password: { changed: ago(30), lastUsed: ago(1) }, mfa: 'hardware' },
      ...{ groups: ['administrators', 'developers'], tags: { team: 'platform' } },
    },
    {
      ...{ name: 'ben.lindqvist', created: ago(520), password: { changed: ago(200), lastUsed: ago(2) } },
      groups: ['developers'],
    },
    { name: 'chiara.rossi', created: ago(410), password: { changed: ago(40), lastUsed: ago(3) }, mfa: 'virtual' },
    { name: 'dmitri.volkov', created: ago(900), password: { changed: ago(400), lastUsed: ago(160) }, mfa: 'virtual' },
    {
      ...{ name: 'erin.walsh', created: ago(365), password: { changed: ago(300) } },
      keys: [key(1, 'AKIADEMO0000ERIN01', 365)],
    },
    { name: 'root-ops', created: ago(250), password: { changed: ago(20), lastUsed: ago(4) }, mfa: 'virtual' },
    {
      ...{ name: 'ci-deploy', path: '/machines/', created: ago(600), keys: [key(1, 'AKIADEMO0000000CI01', 20, 0)] },
      attached: ['HarborDeploy'],
    },
    { name: 'backup-agent', path: '/machines/', created: ago(800), keys: [key(1, 'AKIADEMO000000BKP01', 410, 1)] },
    {
      ...{ name: 'legacy-sync', path: '/machines/', created: ago(1200) },
      keys: [key(1, 'AKIADEMO00000LEG01', 900, 300), key(2, 'AKIADEMO00000LEG02', 420)],
      inline: { sync: policyDocument({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
    },
    {
      ...{ name: 'metrics-export', path: '/machines/', created: ago(300) },
      keys: [key(1, 'AKIADEMO00000MET01', 260, 200, false), key(2, 'AKIADEMO00000MET02', 15, 1)],
    },
    { name: 'new-hire', created: ago(0), password: { changed: ago(0) }, isNew: true },
    { name: 'auditor', created: ago(90) },
  ]
}

function buckets(ago: Ago): AwsBucket[] {
  const logging = { bucket: 'harbor-access-logs', prefix: 's3/' }
  return [
    {
      ...{ name: 'harbor-access-logs', region: virginia, created: ago(700), versioning: 'Enabled' },
      grants: [{ to: 'LogDelivery', permission: 'WRITE' }],
      ...{ publicAccessBlock: allOn, policy: tlsOnly('harbor-access-logs') },
    },
    {
      ...{ name: 'harbor-invoices', region: virginia, created: ago(650), versioning: 'Enabled', logging },
      ...{ publicAccessBlock: allOn, policy: tlsOnly('harbor-invoices'), tags: { env: 'prod', team: 'billing' } },
    },
    {
      ...{ name: 'harbor-public-site', region: virginia, created: ago(640) },
      policy: publicRead('harbor-public-site'),
    },
    {
      ...{ name: 'harbor-press-kit', region: ireland, created: ago(500), versioning: 'Suspended' },
      grants: [{ to: 'AllUsers', permission: 'READ' }],
    },
    {
      ...{ name: 'harbor-partner-drop', region: ireland, created: ago(320), versioning: 'Enabled', logging },
      grants: [{ to: 'AuthenticatedUsers', permission: 'WRITE' }],
    },
    {
      ...{ name: 'harbor-backups-eu', region: ireland, created: ago(610), versioning: 'Enabled' },
      ...{ publicAccessBlock: allOn, policy: tlsOnly('harbor-backups-eu') },
    },
    {
      ...{ name: 'harbor-data-lake', region: virginia, created: ago(450), logging, publicAccessBlock: allOn },
      policy: publicRead('harbor-data-lake', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    },
    {
      ...{ name: 'harbor-terraform-state', region: virginia, created: ago(690), versioning: 'Enabled' },
      ...{ publicAccessBlock: allOn, mfaDelete: 'Enabled' },
      policy: policyDocument({
        ...{ Sid: 'OnlyUploadsNeedTls', Effect: 'Deny', Principal: '*', Action: 's3:PutObject' },
        Resource: 'arn:aws:s3:::harbor-terraform-state/*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    },
    { name: 'harbor-scratch', region: ireland, created: ago(60) },
    { name: 'harbor-ml-models', region: virginia, created: ago(120), versioning: 'Enabled', logging },
  ]
}

function securityGroups(): AwsSecurityGroup[] {
  const [prod, standard, eu, euStandard] = [
    'vpc-0a1b2c3d4e5f60718',
    'vpc-0f9e8d7c6b5a43210',
    'vpc-04d5e6f708192a3b4',
    'vpc-0c3b2a19087f6e5d4',
  ]
  const everywhere: AwsRule[] = [{ protocol: '-1', cidrs: ['0.0.0.0/0'] }]
  const tcp = (from: number, to: number, more: Partial<AwsRule>): AwsRule => ({ protocol: 'tcp', from, to, ...more })
  const group = (id: string, region: string, vpc: string, name: string, description: string, inbound: AwsRule[]) => ({
    ...{ id, region, vpc, name, description, inbound },
    outbound: everywhere,
  })
  const standardGroup = (id: string, region: string, vpc: string, inbound: AwsRule[], outbound: AwsRule[]) => ({
    ...group(id, region, vpc, 'default', 'default VPC security group', inbound),
    outbound,
  })
  const self = (id: string): AwsRule[] => [{ protocol: '-1', groups: [id] }]
  return [
    standardGroup('sg-0d1e2f3a4b5c60001', virginia, prod, [], []),
    standardGroup('sg-0d1e2f3a4b5c60002', virginia, standard, self('sg-0d1e2f3a4b5c60002'), everywhere),
    standardGroup('sg-0d1e2f3a4b5c60003', ireland, eu, [], everywhere),
    standardGroup('sg-0d1e2f3a4b5c60004', ireland, euStandard, self('sg-0d1e2f3a4b5c60004'), everywhere),
    group('sg-01a2b3c4d5e6f7080', virginia, prod, 'web', 'HTTPS from the internet', [
      tcp(443, 443, { cidrs: ['0.0.0.0/0'], cidrs6: ['::/0'] }),
    ]),
    group('sg-02b3c4d5e6f708091', virginia, prod, 'bastion', 'SSH for administrators', [
      tcp(22, 22, { cidrs: ['0.0.0.0/0'] }),
    ]),
    group('sg-03c4d5e6f70809102', virginia, prod, 'office-ssh', 'SSH from the offices', [
      tcp(22, 22, { prefixLists: ['pl-0a12b34c56d78e90f'] }),
    ]),
    group('sg-04d5e6f7080910213', virginia, prod, 'database', 'PostgreSQL from the web tier', [
      tcp(5432, 5432, { groups: ['sg-01a2b3c4d5e6f7080'] }),
    ]),
    group('sg-05e6f708091021324', virginia, standard, 'launch-wizard-1', 'launch-wizard-1 created 2021-03-04', [
      tcp(0, 65535, { cidrs: ['0.0.0.0/0'] }),
    ]),
    group('sg-06f70809102132435', ireland, eu, 'windows-admin', 'RDP for the finance servers', [
      tcp(3389, 3389, { cidrs: ['0.0.0.0/1', '128.0.0.0/1'] }),
    ]),
    group('sg-07080910213243546', ireland, eu, 'partner-ssh', 'SSH for partners', [
      tcp(20, 25, { prefixLists: ['pl-0f98e76d54c32b10a'] }),
    ]),
    group('sg-08091021324354657', ireland, eu, 'ipv6-lab', 'IPv6 trial', [tcp(22, 22, { cidrs6: ['::/0'] })]),
    group('sg-09102132435465768', ireland, eu, 'ping', 'Reachability checks', [
      { protocol: 'icmp', from: 8, to: -1, cidrs: ['0.0.0.0/0'] },
    ]),
    group('sg-0a213243546576879', ireland, eu, 'internal', 'Within the VPC', [
      { protocol: '-1', cidrs: ['10.40.0.0/16'] },
    ]),
  ]
}

function instances(ago: Ago): AwsInstance[] {
  const place = {
    prod: { region: virginia, vpc: 'vpc-0a1b2c3d4e5f60718', subnet: 'subnet-0aa1bb2cc3dd4ee50' },
    standard: { region: virginia, vpc: 'vpc-0f9e8d7c6b5a43210', subnet: 'subnet-0ff1ee2dd3cc4bb50' },
    eu: { region: ireland, vpc: 'vpc-04d5e6f708192a3b4', subnet: 'subnet-0ab1cd2ef304152a0' },
  }
  const image = 'ami-0123456789abcdef0'
  const instance = (
    number: number,
    name: string,
    at: keyof typeof place,
    group: string,
    more: Partial<AwsInstance> = {},
  ): AwsInstance => ({
    ...{ id: `i-0${number.toString(16).padStart(2, '0')}7c1d5e9f3a2b4c`, ...place[at], image, type: 't3.medium' },
    ...{ tags: { Name: name, env: at === 'standard' ? 'sandbox' : 'prod' }, groups: [group], tokens: 'required' },
    ...{ launched: ago(30 + number), privateIp: `10.20.1.${number}` },
    ...(at === 'standard' ? {} : { profile: 'harbor-app' }),
    ...more,
  })
  return [
    instance(1, 'web-1', 'prod', 'sg-01a2b3c4d5e6f7080', { publicIp: '203.0.113.11' }),
    instance(2, 'web-2', 'prod', 'sg-01a2b3c4d5e6f7080', { publicIp: '203.0.113.12' }),
    instance(3, 'bastion', 'prod', 'sg-02b3c4d5e6f708091', { publicIp: '203.0.113.13', tokens: 'optional' }),
    instance(4, 'postgres-primary', 'prod', 'sg-04d5e6f7080910213', { type: 'r6i.xlarge' }),
    instance(5, 'postgres-replica', 'prod', 'sg-04d5e6f7080910213', { type: 'r6i.xlarge', tokens: 'optional' }),
    instance(6, 'build-runner', 'prod', 'sg-03c4d5e6f70809102', {
      ...{ tokens: 'optional', endpoint: 'disabled', isSpot: true },
    }),
    instance(7, 'experiment', 'standard', 'sg-05e6f708091021324', { publicIp: '203.0.113.17', tokens: 'optional' }),
    instance(8, 'finance-ws-1', 'eu', 'sg-06f70809102132435', { publicIp: '203.0.113.18' }),
    instance(9, 'finance-ws-2', 'eu', 'sg-06f70809102132435', { tokens: 'optional', state: 'stopped' }),
    instance(10, 'partner-gateway', 'eu', 'sg-07080910213243546', {
      ...{ publicIp: '203.0.113.20', secondaryIps: ['10.20.1.110'], health: 'impaired' },
    }),
    instance(11, 'eu-worker-1', 'eu', 'sg-0a213243546576879'),
    instance(12, 'eu-worker-old', 'eu', 'sg-0a213243546576879', { tokens: 'optional', state: 'terminated' }),
  ]
}
