import { pairs } from './decode.ts'
import type { ConsolePage } from './page.ts'

type Shown = Pick<ConsolePage, 'type' | 'id' | 'view' | 'region'>

/** Character sets of the ids, as the providers document them. */
export const awsIds: Readonly<Record<string, RegExp>> = {
  'aws.iam.user': /^[A-Za-z0-9_+=,.@-]{1,64}$/,
  'aws.s3.bucket': /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/,
  'aws.ec2.vpc': /^vpc-[0-9a-f]{8,17}$/,
  'aws.ec2.security-group': /^sg-[0-9a-f]{8,17}$/,
  'aws.ec2.instance': /^i-[0-9a-f]{8,17}$/,
  'aws.region': /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
}

/** `#Page:key=value;…` of the EC2 and VPC consoles: page → type, keys that may hold the id, view. */
const ec2Pages: Readonly<
  Record<string, { readonly type: string; readonly keys?: readonly string[]; readonly view?: string }>
> = {
  Instances: { type: 'aws.ec2.instance', keys: ['instanceId'] },
  InstanceDetails: { type: 'aws.ec2.instance', keys: ['instanceId'], view: 'details' },
  ConnectToInstance: { type: 'aws.ec2.instance', keys: ['instanceId'] },
  SecurityGroups: { type: 'aws.ec2.security-group', keys: ['group-id', 'groupId'] },
  SecurityGroup: { type: 'aws.ec2.security-group', keys: ['groupId', 'securityGroupId'], view: 'details' },
  ModifyInboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'inbound' },
  ModifyOutboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'outbound' },
  vpcs: { type: 'aws.ec2.vpc', keys: ['VpcId'] },
  VpcDetails: { type: 'aws.ec2.vpc', keys: ['VpcId'], view: 'details' },
}

/** What `/<service>/…` shows in AWS; an empty answer for pages that we have no type for. */
export function awsPage(url: URL, region: string | undefined): Shown {
  const [service = '', ...path] = url.pathname.split('/').filter(Boolean)
  if (['ec2', 'vpc', 'vpcconsole'].includes(service)) return ec2Page(url.hash, region)
  if (service === 'iam' || service === 'iamv2') return iamPage(url.hash)
  if (service === 's3') return s3Page(path, url.searchParams)
  if (service === 'billing' && /^#\/account\b/.test(url.hash)) return { type: 'aws.account' }
  return {}
}

function ec2Page(hash: string, region: string | undefined): Shown {
  const [, name = '', rest = ''] = /^#(\w+):(.*)$/.exec(hash) ?? []
  const values = pairs(rest, ';')
  if (name === 'Settings') return regionPage(values.tab, region)
  const page = Object.hasOwn(ec2Pages, name) ? ec2Pages[name] : undefined
  if (!page) return {}
  const id = page.keys?.map((key) => values[key]?.replace(/^:/, '')).find(Boolean)
  return shown(page.type, id, page.view)
}

function regionPage(tab: string | undefined, region: string | undefined): Shown {
  return shown('aws.region', region, tab === 'ebsEncryption' ? 'ebs-encryption' : undefined)
}

function iamPage(hash: string): Shown {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const [kind, ...rest] = path.split('/').filter(Boolean)
  if (kind === 'account_settings') return { type: 'aws.account', view: 'password-policy' }
  if (kind === 'security_credentials') return { type: 'aws.account', view: 'security-credentials' }
  if (kind !== 'users') return {}
  const name = rest[0] === 'details' ? rest[1] : rest[0]
  return shown('aws.iam.user', name && decodeName(name), pairs(query, '&').section)
}

const s3Tabs: readonly unknown[] = ['permissions', 'properties', 'objects', 'management']
const s3Forms: Readonly<Record<string, string>> = { bpa: 'permissions', policy: 'permissions', oo: 'permissions' }

function s3Page([kind = '', name, ...rest]: readonly string[], query: URLSearchParams): Shown {
  if (kind === 'settings') return { type: 'aws.account', view: 's3-public-access' }
  if (kind !== 'buckets' && kind !== 'bucket') return kind === '' || kind === 'home' ? { type: 'aws.s3.bucket' } : {}
  const tab = query.get('tab')
  const view =
    rest[0] === 'property' ? (s3Forms[rest[1] ?? ''] ?? 'properties') : s3Tabs.includes(tab) ? tab : undefined
  return shown('aws.s3.bucket', name && decodeName(name), view ?? undefined)
}

function decodeName(text: string): string | undefined {
  return pairs(`name=${text}`, ';').name
}

function shown(type: string, id: string | undefined, view: string | undefined): Shown {
  const isValid = id !== undefined && awsIds[type]?.test(id)
  return { type, ...(isValid && { id }), ...(view && { view }) }
}
