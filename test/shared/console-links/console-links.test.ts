import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  buildConsoleUrl,
  inSession,
  type Linkable,
  parseConsoleUrl,
  resourceIdOf,
  shortId,
} from '../../../shared/console-links/index.ts'
import { pages, strangers } from './cases.ts'
import { exampleIds } from './example-ids.ts'

const views: readonly (readonly [type: string, view: string, precision: string, part: string])[] = [
  ['aws.account', 'password-policy', 'fix', '/iam/home#/account_settings'],
  ['aws.account', 'security-credentials', 'resource', '/iam/home#/security_credentials'],
  ['aws.account', 's3-public-access', 'fix', '/s3/settings?region=us-east-1'],
  ['aws.region', 'ebs-encryption', 'fix', '#Settings:tab=ebsEncryption'],
  ['aws.region', 'security-hub', 'resource', '/securityhub/home?region=eu-west-1'],
  ['aws.region', 'macie', 'resource', '/macie/home?region=eu-west-1'],
  ['aws.region', 'access-analyzer', 'resource', '/access-analyzer/home?region=eu-west-1'],
  ['aws.iam.user', 'security_credentials', 'fix', '?section=security_credentials'],
  ['aws.iam.user', 'permissions', 'fix', '?section=permissions'],
  ['aws.account', 'contacts', 'fix', '/billing/home#/account'],
  ['aws.account', 'roles', 'list', '/iam/home#/roles'],
  ['aws.account', 'root-events', 'list', '/cloudtrailv2/home?region=us-east-1#/events?Username=root'],
  ['aws.account', 'identity-center', 'list', '/singlesignon/home?region=us-east-1'],
  ['aws.iam.role', 'trust_relationships', 'fix', '/roles/details/config%3Dreader%40eu?section=trust_relationships'],
  ['aws.iam.policy', 'entities_attached', 'fix', 'policy%2Fold%2Fall%2Cbut.billing?section=entities_attached'],
  ['aws.eks.cluster', 'logging', 'resource', '/eks/clusters/orders_eu-1?region=eu-west-1&selectedTab=cluster-logging'],
  ['aws.organizations.organization', 'settings', 'resource', '/organizations/v2/home/settings'],
  ['aws.s3.bucket', 'permissions', 'fix', '&tab=permissions'],
  ['aws.s3.bucket', 'properties', 'fix', '&tab=properties'],
  ['aws.s3.bucket', 'objects', 'fix', '&tab=objects'],
  ['aws.s3.bucket', 'management', 'fix', '&tab=management'],
  ['aws.ec2.vpc', 'flow-logs', 'resource', '#VpcDetails:VpcId='],
  ['aws.ec2.vpc', 'details', 'resource', '#VpcDetails:VpcId='],
  ['aws.ec2.vpc', 'endpoints', 'list', '/vpcconsole/home?region=eu-west-1#Endpoints:'],
  [
    'aws.elb.load-balancer',
    'details',
    'resource',
    '#LoadBalancer:loadBalancerArn=arn:aws:elasticloadbalancing:eu-west-1',
  ],
  ['aws.autoscaling.group', 'details', 'resource', '#AutoScalingGroupDetails:id=web%20%2B%20api%20(eu);view=details'],
  ['aws.ec2.security-group', 'inbound', 'fix', '#ModifyInboundSecurityGroupRules:securityGroupId='],
  ['aws.ec2.security-group', 'outbound', 'fix', '#ModifyOutboundSecurityGroupRules:securityGroupId='],
  ['aws.ec2.security-group', 'details', 'resource', '#SecurityGroup:groupId='],
  ['aws.ec2.instance', 'details', 'resource', '#InstanceDetails:instanceId='],
  ['azure.network.security-group', 'inboundSecurityRules', 'fix', '/web-nsg/inboundSecurityRules'],
  ['azure.network.security-group', 'overview', 'resource', '/web-nsg/overview'],
  ['azure.storage.account', 'configuration', 'fix', '/acmeorders/configuration'],
  ['azure.storage.account', 'networking', 'fix', '/acmeorders/networking'],
  ['azure.storage.account', 'containers', 'resource', '/acmeorders/overview'],
  ['azure.compute.virtual-machine', 'disks', 'resource', '/web-1/overview'],
  ['azure.compute.virtual-machine', 'configuration', 'resource', '/web-1/overview'],
  ['azure.subscription', 'overview', 'resource', '/overview'],
  ['gcp.compute.firewall', 'details', 'resource', '/networking/firewalls/details/default-allow-ssh?project='],
  ['gcp.compute.instance', 'edit', 'fix', '/compute/instancesEdit/zones/europe-west1-b/instances/web-1?'],
  ['gcp.compute.instance', 'details', 'resource', '/compute/instancesDetail/zones/'],
  ['gcp.storage.bucket', 'permissions', 'fix', ';tab=permissions?project=acme-shop'],
  ['gcp.storage.bucket', 'configuration', 'fix', ';tab=configuration?'],
  ['gcp.storage.bucket', 'objects', 'fix', '/storage/browser/acme_shop.uploads?'],
  ['gcp.compute.network', 'details', 'resource', '/networking/networks/details/default?'],
  ['gcp.project', 'metadata', 'fix', '/compute/metadata?'],
  ['gcp.project', 'networks', 'list', '/networking/networks/list?'],
  ['gcp.project', 'settings', 'fix', '/iam-admin/settings?'],
]

const example = (type: string): Linkable => {
  const resource = exampleIds[type]
  if (!resource) throw new Error(`no example of ${type}`)
  return resource
}

test.each(pages)('%s', (url, page) => expect(parseConsoleUrl(url)).toEqual(page))

test.each(strangers)('%s is no console page', (url) => expect(parseConsoleUrl(url)).toBeUndefined())

test.each(views)('%s: the view %s reaches the %s', (type, view, precision, part) => {
  const link = buildConsoleUrl(example(type), view)
  expect(link?.precision).toBe(precision)
  expect(link?.url).toContain(part)
})

describe('what a link leads to is what was asked for', () => {
  /** The page is about the one that there is, or about several. */
  const withoutId = [
    ...['aws.account', 'aws.organizations.organization', 'aws.guardduty.detector', 'aws.glue.catalog'],
    ...['aws.eks.fargate-profile', 'aws.accessanalyzer.analyzer'],
    ...['aws.glacier.vault', 'aws.apigateway.stage', 'aws.rds.cluster-snapshot'],
    ...['aws.iam.instance-profile', 'aws.iam.virtual-mfa-device'],
    'aws.ec2.flow-log',
    ...['aws.logs.metric-filter', 'aws.sns.subscription', 'aws.config.recorder'],
  ]
  /** IAM's console does not show them. */
  const isHidden = ['aws.iam.server-certificate']
  /** The page of another resource lists it. */
  const listedBy: Readonly<Record<string, string>> = {
    'aws.ec2.flow-log': 'aws.ec2.vpc',
    'aws.logs.metric-filter': 'aws.logs.log-group',
    'aws.sns.subscription': 'aws.sns.topic',
    'aws.eks.fargate-profile': 'aws.eks.cluster',
    'aws.accessanalyzer.analyzer': 'aws.region',
    'aws.rds.cluster-snapshot': 'aws.rds.snapshot',
    'aws.iam.access-key': 'aws.iam.user',
    'aws.iam.instance-profile': 'aws.iam.role',
    'aws.iam.virtual-mfa-device': 'aws.iam.user',
  }
  const ofFront = ['aws.secretsmanager.secret', 'aws.wafv2.web-acl']
  /** Part of the full id stands in no address. */
  const isPartly = [
    ...withoutId.slice(1),
    ...['aws.iam.user', 'aws.iam.group', 'aws.iam.role', 'aws.iam.access-key'],
    ...['aws.eks.nodegroup', 'aws.kafka.cluster', 'aws.autoscaling.group'],
    ...ofFront,
  ]
  const shown = Object.keys(exampleIds).filter((type) => !isHidden.includes(type))
  const asked = shown.flatMap((type) => [
    [type, undefined] as const,
    ...views
      .filter(([of, , precision]) => of === type && precision !== 'list')
      .map(([, view]) => [type, view] as const),
  ])
  test.each(asked)('%s %s', (type, view) => {
    const resource = example(type)
    const page = parseConsoleUrl(buildConsoleUrl(resource, view)?.url ?? '')
    expect(page).toMatchObject({ cloud: resource.cloud, type: listedBy[type] ?? type })
    if (!withoutId.includes(type)) expect(page?.id).toBe(shortId(resource))
    if (page?.region && type !== 'gcp.storage.bucket') expect(page.region).toBe(resource.region)
    if (resource.cloud !== 'aws') expect(page?.account).toBe(resource.account)
    if (page && !isPartly.includes(type)) {
      expect(resourceIdOf({ ...page, account: resource.account })).toBe(resource.id)
    }
  })
})

test('links stay in the partition of the resource', () => {
  const bucket = { ...example('aws.s3.bucket'), id: 'arn:aws-cn:s3:::b1', region: 'cn-north-1' }
  expect(buildConsoleUrl(bucket)?.url).toBe('https://cn-north-1.console.amazonaws.cn/s3/buckets/b1?region=cn-north-1')
  const user = { ...example('aws.iam.user'), id: 'arn:aws-us-gov:iam::111122223333:user/alice' }
  expect(buildConsoleUrl(user)?.url).toMatch(/^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\/iam/)
})

test.each<readonly [why: string, type: string, change: Partial<Linkable>]>([
  ['a region of another partition', 'aws.s3.bucket', { region: 'cn-north-1' }],
  ['a region that would become a host', 'aws.s3.bucket', { region: 'evil.example/' }],
  ['no region', 'aws.s3.bucket', { region: 'global' }],
  ['a secret partition', 'aws.s3.bucket', { id: 'arn:aws-iso:s3:::b1', region: 'us-iso-east-1' }],
  ['a bucket name that leaves the path', 'aws.s3.bucket', { id: 'arn:aws:s3:::..' }],
  ['a bucket name with a query', 'aws.s3.bucket', { id: 'arn:aws:s3:::b1?x=1' }],
  ['an object', 'aws.s3.bucket', { id: 'arn:aws:s3:::b1/key' }],
  ['a user name with a hash', 'aws.iam.user', { id: 'arn:aws:iam::111122223333:user/a#b' }],
  ['a role as a user', 'aws.iam.user', { id: 'arn:aws:iam::111122223333:role/a' }],
  ['another account than the ARN says', 'aws.iam.user', { account: '999999999999' }],
  ['another region than the ARN says', 'aws.ec2.vpc', { region: 'us-east-1' }],
  ['an id of another type', 'aws.ec2.vpc', { id: 'arn:aws:ec2:eu-west-1:111122223333:vpc/sg-0a1b2c3d' }],
  ['a type that we do not know', 'aws.ec2.vpc', { type: 'aws.ec2.constructor' }],
  ['a type of the prototype', 'aws.ec2.vpc', { type: 'constructor' }],
  ['a subscription that is not the id’s', 'azure.storage.account', { account: '99999999-2222-4333-8444-555555555555' }],
  ['an ARM id that climbs', 'azure.storage.account', { id: `${exampleIds['azure.storage.account']?.id}/../x` }],
  ['an ARM id with a query', 'azure.storage.account', { id: `${exampleIds['azure.storage.account']?.id}?x` }],
  ['another project than the name says', 'gcp.compute.firewall', { account: 'other-project' }],
  ['a project with a parameter', 'gcp.storage.bucket', { account: 'acme&x=y' }],
  ['a bucket with a slash', 'gcp.storage.bucket', { id: '//storage.googleapis.com/a/b' }],
  [
    'a zone that is none',
    'gcp.compute.instance',
    { id: '//compute.googleapis.com/projects/acme-shop/zones/../instances/a' },
  ],
])('%s gives no link', (_, type, change) => {
  expect(buildConsoleUrl({ ...example(type), ...change })).toBeUndefined()
})

test('an unknown view leads to the resource itself', () => {
  for (const view of ['nonsense', '__proto__', 'constructor', '']) {
    expect(buildConsoleUrl(example('aws.s3.bucket'), view)).toEqual(buildConsoleUrl(example('aws.s3.bucket')))
  }
})

test('a jump stays in the session of the tab, when the account is the same', () => {
  const url = buildConsoleUrl(example('aws.s3.bucket'))?.url ?? ''
  const tab = 'https://111122223333-efxjjxho.us-east-1.console.aws.amazon.com/s3/buckets'
  expect(inSession(url, tab, '111122223333')).toBe(url.replace('//', '//111122223333-efxjjxho.'))
  expect(inSession(url, tab, '999999999999')).toBe(url)
  expect(inSession(url, 'https://portal.azure.com/#home', '111122223333')).toBe(url)
  expect(inSession(url, undefined, '111122223333')).toBe(url)
})

test('a jump in the portal keeps portal and tenant', () => {
  const storage = example('azure.storage.account')
  const url = buildConsoleUrl(storage)?.url ?? ''
  const tab = `https://portal.azure.us/#@contoso.example/resource${storage.id}/overview`
  expect(inSession(url, tab, storage.account)).toBe(tab)
})

type ReferenceCase = {
  readonly cloud: string
  readonly type: string
  readonly resource: string | null
  readonly url: string | null
  readonly partition?: string
  readonly region?: string
  readonly account?: string
}

const reference = join(import.meta.dirname, '../../../../shared/reference/console-url-cases.json')
const cases: readonly ReferenceCase[] = existsSync(reference) ? JSON.parse(readFileSync(reference, 'utf8')) : []
const renamed: Readonly<Record<string, string>> = {
  'aws.elbv2.load-balancer': 'aws.elb.load-balancer',
  'aws.sns.resource': 'aws.sns.topic',
  'aws.sqs.resource': 'aws.sqs.queue',
  'aws.states.state-machine': 'aws.sfn.state-machine',
  'azure.network.nsg': 'azure.network.security-group',
}
const ours = new Set(Object.keys(exampleIds))

const isPage = (type: string) => /\.page\b|settings$/.test(type)

test("a policy of AWS's is another one in each account, with the same page", () => {
  const id = 'arn:aws:iam::111122223333:aws-policy/service-role/Config'
  const link = buildConsoleUrl({ cloud: 'aws', type: 'aws.iam.policy', id, account: '111122223333', region: 'global' })
  expect(link?.url).toContain(encodeURIComponent('arn:aws:iam::aws:policy/service-role/Config'))
  const page = parseConsoleUrl(link?.url ?? '')
  expect(page && resourceIdOf({ ...page, account: '111122223333' })).toBe(id)
  expect(page && resourceIdOf({ ...page, account: '444455556666' })).not.toBe(id)
})

test.skipIf(cases.length === 0)('addresses collected from public sources are refused where they are none', () => {
  for (const { type, resource, url } of cases.filter((entry) => entry.type.startsWith('negative'))) {
    if (url) expect(parseConsoleUrl(url), url).toBeUndefined()
    expect(buildConsoleUrl({ cloud: 'aws', type, id: resource ?? '', account: '', region: '' })).toBeUndefined()
  }
})

test.skipIf(cases.length === 0)('addresses collected from public sources are read as their sources say', () => {
  for (const { cloud, type, resource, url, partition, region, account } of cases.filter((entry) => entry.partition)) {
    const page = parseConsoleUrl(url ?? '')
    const isGlobal = /^aws\.(iam\.|account$|cloudfront\.|organizations\.)/.test(page?.type ?? '')
    expect(page, url ?? '').toMatchObject({
      cloud,
      partition,
      ...(account && { account }),
      ...(region && !isGlobal && { region }),
    })
    const kind = type.split('/')[0] ?? ''
    const expected = renamed[kind] ?? kind
    if (ours.has(expected)) expect(page?.type, url ?? '').toBe(expected)
    if (ours.has(expected) && page?.id) expect((resource ?? page.id).toLowerCase()).toContain(page.id.toLowerCase())
    // A settings or list page may be one of ours; a resource of a type without a link of ours never is.
    if (!ours.has(expected) && !isPage(type)) expect(page?.type, url ?? '').toBeUndefined()
  }
})
