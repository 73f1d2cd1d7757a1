import { page } from '../page.ts'
import type { AwsCall, AwsWorld } from './call.ts'
import type { AwsAccount, AwsUser } from './estate.ts'
import {
  type AwsGroup,
  type AwsManagedPolicy,
  type AwsPrincipal,
  type AwsRole,
  arnOf,
  idOf,
  managedPolicies,
  policyArn,
  principalsOf,
  userArn,
} from './iam-estate.ts'
import { policyDocument } from './policies.ts'
import { element, field, list, type Xml } from './xml.ts'

/** A part of `GetAccountAuthorizationDetails`: the list that it is in, and its filter. */
type Detail = { readonly filter: string; readonly list: string; readonly xml: Xml }

/** `GetAccountAuthorizationDetails`: all that its filter asks for, in pages that run from one list to the next. */
export function authorizationDetails({ input }: AwsCall, account: AwsAccount, { pageSize }: AwsWorld): Xml {
  const filters = [...input].filter(([name]) => name.startsWith('Filter.member.')).map(([, value]) => value)
  const wanted = detailsOf(account).filter(({ filter }) => filters.length === 0 || filters.includes(filter))
  const size = Math.min(Number(input.get('MaxItems') ?? 100), pageSize)
  const { items, next } = page(wanted, input.get('Marker'), size)
  const listOf = (name: string) =>
    list(
      name,
      items.filter((one) => one.list === name).map(({ xml }) => xml),
      'member',
    )
  return lists.map(listOf).join('') + field('IsTruncated', next !== undefined) + field('Marker', next)
}

const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies']

const detailsOf = (account: AwsAccount): readonly Detail[] => [
  ...account.users.map((one) => ({ filter: 'User', list: 'UserDetailList', xml: user(account, one) })),
  ...(account.iam?.groups ?? []).map((one) => ({ filter: 'Group', list: 'GroupDetailList', xml: group(account, one) })),
  ...(account.iam?.roles ?? []).map((one) => ({ filter: 'Role', list: 'RoleDetailList', xml: role(account, one) })),
  ...managedPolicies(account).map((one) => ({
    filter: one.isAws ? 'AWSManagedPolicy' : 'LocalManagedPolicy',
    list: 'Policies',
    xml: policy(account, one),
  })),
]

/** Documents are encoded as for an address. */
const encoded = (text: string) => encodeURIComponent(text)

const permissions = (account: AwsAccount, kind: string, { attached = [], inline = {}, boundary }: AwsPrincipal): Xml =>
  list(
    'AttachedManagedPolicies',
    attached.map((name) => field('PolicyName', name) + field('PolicyArn', policyArn(account, name))),
    'member',
  ) +
  list(
    `${kind}PolicyList`,
    Object.entries(inline).map(([name, text]) => field('PolicyName', name) + field('PolicyDocument', encoded(text))),
    'member',
  ) +
  (boundary
    ? element(
        'PermissionsBoundary',
        field('PermissionsBoundaryType', 'Policy'),
        field('PermissionsBoundaryArn', policyArn(account, boundary)),
      )
    : '')

const tags = (tagged: Record<string, string> = {}): Xml =>
  list(
    'Tags',
    Object.entries(tagged).map(([key, value]) => field('Key', key) + field('Value', value)),
    'member',
  )

const user = (account: AwsAccount, one: AwsUser): Xml =>
  field('Path', one.path ?? '/') +
  field('UserName', one.name) +
  field('UserId', idOf('AIDA', one.name)) +
  field('Arn', userArn(account, one)) +
  field('CreateDate', one.created) +
  element('GroupList', ...(one.groups ?? []).map((name) => field('member', name))) +
  permissions(account, 'User', one) +
  tags(one.tags)

const group = (account: AwsAccount, one: AwsGroup): Xml =>
  field('Path', one.path ?? '/') +
  field('GroupName', one.name) +
  field('GroupId', idOf('AGPA', one.name)) +
  field('Arn', arnOf(account, `group${one.path ?? '/'}${one.name}`)) +
  field('CreateDate', one.created) +
  permissions(account, 'Group', one)

const ec2Trust = policyDocument({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
})

/** What a role says of itself wherever it stands. */
const roleCore = (account: AwsAccount, one: AwsRole): Xml =>
  field('Path', one.path ?? '/') +
  field('RoleName', one.name) +
  field('RoleId', idOf('AROA', one.name)) +
  field('Arn', arnOf(account, `role${one.path ?? '/'}${one.name}`)) +
  field('CreateDate', one.created) +
  field('AssumeRolePolicyDocument', encoded(one.trust ?? ec2Trust))

const role = (account: AwsAccount, one: AwsRole): Xml =>
  roleCore(account, one) +
  list('InstanceProfileList', one.hasInstanceProfile ? [profile(account, one.name, one)] : [], 'member') +
  permissions(account, 'Role', one) +
  tags(one.tags) +
  element('RoleLastUsed', field('LastUsedDate', one.lastUsed?.date), field('Region', one.lastUsed?.region))

/** An instance profile, with the role that it gives. */
export const profile = (account: AwsAccount, name: string, one: AwsRole | undefined): Xml =>
  field('Path', '/') +
  field('InstanceProfileName', name) +
  field('InstanceProfileId', idOf('AIPA', name)) +
  field('Arn', arnOf(account, `instance-profile/${name}`)) +
  field('CreateDate', one?.created ?? '2024-01-01T00:00:00Z') +
  list('Roles', one ? [roleCore(account, one)] : [], 'member')

function policy(account: AwsAccount, one: AwsManagedPolicy): Xml {
  const holders = principalsOf(account).map((principal) => principal.one)
  const count = one.versions.length
  const version = (text: string, index: number) =>
    field('Document', encoded(text)) +
    field('VersionId', `v${index + 1}`) +
    field('IsDefaultVersion', index === count - 1) +
    field('CreateDate', one.created)
  return (
    field('PolicyName', one.name) +
    field('PolicyId', idOf('ANPA', one.name)) +
    field('Arn', policyArn(account, one.name)) +
    field('Path', one.path ?? '/') +
    field('DefaultVersionId', `v${count}`) +
    field('AttachmentCount', holders.filter(({ attached }) => attached?.includes(one.name)).length) +
    field('PermissionsBoundaryUsageCount', holders.filter(({ boundary }) => boundary === one.name).length) +
    field('IsAttachable', true) +
    field('CreateDate', one.created) +
    field('UpdateDate', one.created) +
    list('PolicyVersionList', one.versions.map(version).reverse(), 'member')
  )
}

/** `ListEntitiesForPolicy`: who holds a policy, and, unless only holding is asked for, whom it bounds. */
export function entitiesForPolicy({ input }: AwsCall, account: AwsAccount, { pageSize }: AwsWorld): Xml {
  const [arn, prefix, usage] = ['PolicyArn', 'PathPrefix', 'PolicyUsageFilter'].map((name) => input.get(name))
  const isUsed = ({ attached = [], boundary }: AwsPrincipal) =>
    (usage !== 'PermissionsBoundary' && attached.some((name) => policyArn(account, name) === arn)) ||
    (usage !== 'PermissionsPolicy' && boundary !== undefined && policyArn(account, boundary) === arn)
  const found = principalsOf(account).filter(({ one }) => isUsed(one) && (one.path ?? '/').startsWith(prefix ?? '/'))
  const size = Math.min(Number(input.get('MaxItems') ?? 100), pageSize)
  const { items, next } = page(found, input.get('Marker'), size)
  const named = (kind: string) =>
    list(
      `Policy${kind}s`,
      items
        .filter((item) => item.kind === kind)
        .map(({ one }) => field(`${kind}Name`, one.name) + field(`${kind}Id`, idOf(kind, one.name))),
      'member',
    )
  return (
    ['User', 'Group', 'Role'].map(named).join('') + field('IsTruncated', next !== undefined) + field('Marker', next)
  )
}
