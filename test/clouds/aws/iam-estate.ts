import type { AwsAccount, AwsUser } from './estate.ts'
import { policyDocument } from './policies.ts'

/** What users, groups and roles are allowed. */
export type AwsPrincipal = {
  /** Names of managed policies; the account's own where it has one of the name, AWS's otherwise. */
  attached?: string[]
  /** The JSON texts of the policies that are part of it, by name. */
  inline?: Record<string, string>
  /** Name of a managed policy. */
  boundary?: string
}

export type AwsGroup = AwsPrincipal & { name: string; path?: string; created: string }

export type AwsRole = AwsPrincipal & {
  name: string
  path?: string
  created: string
  /** The JSON text of its trust policy; EC2 may assume it where absent. */
  trust?: string
  lastUsed?: { date: string; region: string }
  tags?: Record<string, string>
  /** It has an instance profile of the same name. */
  hasInstanceProfile?: boolean
}

export type AwsManagedPolicy = {
  name: string
  path?: string
  created: string
  /** The JSON texts of its versions, the oldest first; the last one counts. */
  versions: string[]
}

/** What IAM keeps besides the users. */
export type IamEstate = {
  groups?: AwsGroup[]
  roles?: AwsRole[]
  policies?: AwsManagedPolicy[]
  certificates?: { name: string; uploaded: string; expires: string }[]
  /** Names. */
  samlProviders?: string[]
  /** Names of instance profiles without a role. */
  emptyProfiles?: string[]
  /** Names of virtual MFA devices that nobody has. */
  spareDevices?: string[]
}

/** AWS's own policies that the simulated cloud knows; those that are named and not here read everything of S3. */
const awsPolicies: Readonly<Record<string, string>> = {
  AdministratorAccess: policyDocument({ Effect: 'Allow', Action: '*', Resource: '*' }),
  PowerUserAccess: policyDocument(
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    { Effect: 'Allow', Action: ['iam:ListRoles', 'account:ListRegions'], Resource: '*' },
  ),
  AWSSupportAccess: policyDocument({ Effect: 'Allow', Action: ['support:*', 'supportplans:*'], Resource: '*' }),
  AWSCloudShellFullAccess: policyDocument({ Effect: 'Allow', Action: ['cloudshell:*'], Resource: '*' }),
}
const otherPolicy = policyDocument({ Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' })

export const arnOf = ({ partition = 'aws', id }: AwsAccount, what: string) => `arn:${partition}:iam::${id}:${what}`

export const userArn = (account: AwsAccount, { path = '/', name }: Pick<AwsUser, 'path' | 'name'>) =>
  arnOf(account, `user${path}${name}`)

/** `AIDA…`, the same for the same name. */
export const idOf = (prefix: string, name: string) =>
  `${prefix}${Buffer.from(name).toString('hex').toUpperCase().slice(0, 17)}`

export function policyArn(account: AwsAccount, name: string): string {
  const own = account.iam?.policies?.find((policy) => policy.name === name)
  return own
    ? arnOf(account, `policy${own.path ?? '/'}${name}`)
    : `arn:${account.partition ?? 'aws'}:iam::aws:policy/${name}`
}

/** Every user, group and role, with its kind. */
export const principalsOf = ({ users, iam = {} }: AwsAccount) => [
  ...users.map((one) => ({ kind: 'User' as const, one })),
  ...(iam.groups ?? []).map((one) => ({ kind: 'Group' as const, one })),
  ...(iam.roles ?? []).map((one) => ({ kind: 'Role' as const, one })),
]

/** The account's own policies, and those of AWS's that are attached to somebody. */
export function managedPolicies(account: AwsAccount): readonly (AwsManagedPolicy & { readonly isAws: boolean })[] {
  const own = (account.iam?.policies ?? []).map((policy) => ({ ...policy, isAws: false }))
  const named = new Set(principalsOf(account).flatMap(({ one }) => one.attached ?? []))
  const aws = [...named].filter((name) => !own.some((policy) => policy.name === name)).sort()
  return [...own, ...aws.map((name) => awsPolicy(name))]
}

const awsPolicy = (name: string) => ({
  ...{ name, created: '2015-02-06T18:40:58Z', isAws: true },
  versions: [awsPolicies[name] ?? otherPolicy],
})
