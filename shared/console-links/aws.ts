import { awsHost, isAwsRegion, parseAwsHost, partitionOfRegion } from './aws-hosts.ts'
import { awsIds, awsPage } from './aws-pages.ts'
import type { ConsoleLink, ConsolePage, Linkable, Precision } from './page.ts'

/** Types that stand in no region: whatever region their address shows says nothing about them. */
const globalTypes: readonly (string | undefined)[] = ['aws.account', 'aws.iam.user']

/** What an AWS address says, or `undefined` when it is not one. The `region` parameter outranks the host's. */
export function parseAws(url: URL): ConsolePage | undefined {
  const host = parseAwsHost(url.hostname)
  if (!host) return undefined
  const asked = url.searchParams.get('region')
  const named = asked && isAwsRegion(asked) && partitionOfRegion(asked) === host.partition ? asked : host.region
  const account = host.account ?? askedAccount(url.searchParams)
  const page = awsPage(url, named)
  const region = globalTypes.includes(page.type) ? undefined : named
  return { cloud: 'aws', partition: host.partition, ...(account && { account }), ...(region && { region }), ...page }
}

/** The account that an address asks for; whether the session is of that account is for the page to say. */
function askedAccount(query: URLSearchParams): string | undefined {
  const arn = /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(query.get('arn') ?? '')?.[1]
  return arn ?? /^\d{12}$/.exec(query.get('account') ?? '')?.[0]
}

type Place = { readonly id: string; readonly region: string }
type View = readonly [precision: Precision, path: (place: Place) => string]
type Type = {
  /** The ARN; `id` is what the console's address carries. */
  readonly arn: RegExp
  readonly isGlobal?: true
  /** Where the resource itself is shown; the views are tried first. */
  readonly page: View
  readonly views: Readonly<Record<string, View>>
}

const ec2 = (kind: string, id: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):ec2:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${kind}/(?<id>${id})$`)
const iamUser = /^arn:(?<partition>[a-z-]+):iam::(?<account>\d{12}):user\/(?:[!-~]*\/)?(?<id>[^/]+)$/
const account = /^arn:(?<partition>[a-z-]+):iam::(?<account>(?<id>\d{12})):root$/
const bucket = /^arn:(?<partition>[a-z-]+):s3:::(?<id>[^/]+)$/

const s3 =
  (tab?: string) =>
  ({ id, region }: Place) =>
    `/s3/buckets/${encodeURIComponent(id)}?region=${region}${tab ? `&tab=${tab}` : ''}`
const user =
  (section: string) =>
  ({ id }: Place) =>
    `/iam/home#/users/details/${encodeURIComponent(id)}?section=${section}`
const hash =
  (service: string, page: string) =>
  ({ id, region }: Place) =>
    `/${service}/home?region=${region}#${page}${id}`

const types: Readonly<Record<string, Type>> = {
  'aws.account': {
    arn: account,
    isGlobal: true,
    page: ['resource', () => '/billing/home#/account'],
    views: {
      'password-policy': ['fix', () => '/iam/home#/account_settings'],
      // Shows the credentials of whoever is signed in: the root user's only to the root user.
      'security-credentials': ['resource', () => '/iam/home#/security_credentials'],
      's3-public-access': ['fix', ({ region }) => `/s3/settings?region=${region}`],
    },
  },
  'aws.region': {
    arn: ec2('region', '[a-z0-9-]+'),
    page: ['resource', ({ region }) => `/ec2/home?region=${region}#Settings:tab=zones`],
    views: { 'ebs-encryption': ['fix', ({ region }) => `/ec2/home?region=${region}#Settings:tab=ebsEncryption`] },
  },
  'aws.iam.user': {
    arn: iamUser,
    isGlobal: true,
    page: ['resource', user('permissions')],
    views: { permissions: ['fix', user('permissions')], security_credentials: ['fix', user('security_credentials')] },
  },
  'aws.s3.bucket': {
    arn: bucket,
    page: ['resource', s3()],
    views: {
      permissions: ['fix', s3('permissions')],
      properties: ['fix', s3('properties')],
      objects: ['fix', s3('objects')],
      management: ['fix', s3('management')],
    },
  },
  // Flow logs have a tab on the page of the VPC, but no address of their own is known.
  'aws.ec2.vpc': {
    arn: ec2('vpc', 'vpc-[0-9a-f]+'),
    page: ['resource', hash('vpcconsole', 'VpcDetails:VpcId=')],
    views: {},
  },
  'aws.ec2.security-group': {
    arn: ec2('security-group', 'sg-[0-9a-f]+'),
    page: ['resource', hash('ec2', 'SecurityGroup:groupId=')],
    views: {
      inbound: ['fix', hash('ec2', 'ModifyInboundSecurityGroupRules:securityGroupId=')],
      outbound: ['fix', hash('ec2', 'ModifyOutboundSecurityGroupRules:securityGroupId=')],
    },
  },
  'aws.ec2.instance': {
    arn: ec2('instance', 'i-[0-9a-f]+'),
    page: ['resource', hash('ec2', 'InstanceDetails:instanceId=')],
    views: {},
  },
}

/** What the ARN of one of our types says; `undefined` when anything about it is odd. */
export function readArn({ id: arn, type, account, region }: Linkable) {
  const known = Object.hasOwn(types, type) ? types[type] : undefined
  const groups = known?.arn.exec(arn)?.groups
  const { partition, id } = groups ?? {}
  if (!known || !groups || !partition || !id) return undefined
  if (awsIds[type] && !awsIds[type].test(id)) return undefined
  if (groups.account && groups.account !== account) return undefined
  if (groups.region && groups.region !== region) return undefined
  if (type === 'aws.region' && id !== region) return undefined
  return { known, partition, id }
}

/** The console page of an AWS resource; `undefined` rather than a doubtful one. */
export function buildAws(resource: Linkable, view?: string): ConsoleLink | undefined {
  const read = readArn(resource)
  if (!read) return undefined
  const { known, partition, id } = read
  const place = awsHost(partition, known.isGlobal ? undefined : resource.region)
  if (!place) return undefined
  const [precision, path] = view && Object.hasOwn(known.views, view) ? (known.views[view] ?? known.page) : known.page
  return { url: `https://${place.host}${path({ id, region: place.region })}`, precision }
}
