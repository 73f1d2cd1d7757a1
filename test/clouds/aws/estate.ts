/** What a simulated AWS holds: accounts, changed in place by tests and answered from at once. Times are ISO 8601. */
export type AwsEstate = { accounts: AwsAccount[] }

export type AwsAccount = {
  id: string
  /** `aws` where absent. */
  partition?: string
  alias?: string
  /** Name of the role that may be assumed, and the external id that it demands. */
  role: string
  externalId: string
  regions: { enabled: string[]; disabled: string[] }
  passwordPolicy?: AwsPasswordPolicy
  root: { accessKeys: number; hasPassword: boolean; mfa: 'none' | 'hardware' | 'virtual' }
  publicAccessBlock?: AwsAccessBlock
  /** Regions whose new EBS volumes are encrypted. */
  encryptedRegions: string[]
  users: AwsUser[]
  buckets: AwsBucket[]
  vpcs: AwsVpc[]
  securityGroups: AwsSecurityGroup[]
  prefixLists: AwsPrefixList[]
  instances: AwsInstance[]
}

export type AwsPasswordPolicy = {
  minimumLength: number
  uppercase: boolean
  lowercase: boolean
  symbols: boolean
  numbers: boolean
  reusePrevention?: number
  maxAge?: number
}

export type AwsAccessBlock = {
  blockPublicAcls: boolean
  ignorePublicAcls: boolean
  blockPublicPolicy: boolean
  restrictPublicBuckets: boolean
}

export type AwsUser = {
  name: string
  path?: string
  created: string
  password?: { changed: string; lastUsed?: string }
  mfa?: 'hardware' | 'virtual'
  keys?: AwsKey[]
  /** Made after the credential report. */
  isNew?: boolean
}

export type AwsKey = { slot: 1 | 2; id: string; active: boolean; created: string; lastUsed?: string }

export type AwsBucket = {
  name: string
  region: string
  created: string
  grants?: { to: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery'; permission: string }[]
  /** The policy's JSON text. */
  policy?: string
  publicAccessBlock?: AwsAccessBlock
  logging?: { bucket: string; prefix?: string }
  versioning?: 'Enabled' | 'Suspended'
}

export type AwsVpc = {
  id: string
  region: string
  cidr: string
  tags?: Record<string, string>
  isDefault?: boolean
  /** Account that shares it with this one. */
  owner?: string
  flowLogs?: AwsFlowLog[]
}

export type AwsFlowLog = {
  id: string
  trafficType: 'ALL' | 'REJECT' | 'ACCEPT'
  status?: string
  delivery?: string
  /** Subnet or interface that it is for; the VPC where absent. */
  resource?: string
}

export type AwsSecurityGroup = {
  id: string
  region: string
  name: string
  description: string
  vpc: string
  tags?: Record<string, string>
  inbound: AwsRule[]
  outbound: AwsRule[]
}

export type AwsRule = {
  /** `-1`, `tcp`, `udp`, `icmp` or a number. */
  protocol: string
  from?: number
  to?: number
  cidrs?: string[]
  cidrs6?: string[]
  prefixLists?: string[]
  groups?: string[]
}

export type AwsPrefixList = { id: string; region: string; name: string; cidrs: string[] }

export type AwsInstance = {
  id: string
  region: string
  tags?: Record<string, string>
  state?: string
  type: string
  image: string
  launched: string
  vpc: string
  subnet: string
  groups: string[]
  profile?: string
  privateIp: string
  publicIp?: string
  tokens: 'required' | 'optional'
  endpoint?: 'enabled' | 'disabled'
}

/** What a connector needs to read an account of the estate. */
export function trust(account: AwsAccount): { readonly roleArn: string; readonly externalId: string } {
  return {
    roleArn: `arn:${account.partition ?? 'aws'}:iam::${account.id}:role/${account.role}`,
    externalId: account.externalId,
  }
}

/** An account without anything in it. */
export const emptyAccount = (id: string): AwsAccount => ({
  id,
  role: 'Plumbline',
  externalId: `plumbline-${id}`,
  regions: { enabled: ['eu-west-1', 'us-east-1'], disabled: ['ap-east-1'] },
  root: { accessKeys: 0, hasPassword: true, mfa: 'hardware' },
  encryptedRegions: [],
  users: [],
  buckets: [],
  vpcs: [],
  securityGroups: [],
  prefixLists: [],
  instances: [],
})
