import { page } from '../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import { credentialReport } from './credential-report.ts'
import type { AwsAccount, AwsUser } from './estate.ts'
import { authorizationDetails, entitiesForPolicy, profile } from './iam-details.ts'
import { type AwsRole, arnOf, type IamEstate, idOf, userArn } from './iam-estate.ts'
import { listOrganizationsFeatures } from './services/organizations.ts'
import { element, escapeXml, field, list, type Xml } from './xml.ts'

export function answerIam(call: AwsCall, world: AwsWorld): AwsAnswer {
  const { account, action } = call
  const answer = account && answers[action]?.(call, account, world)
  if (answer === undefined) throw new AwsRefusal(400, 'InvalidAction', `Could not find operation ${action}`)
  return { body: element(`${action}Response`, element(`${action}Result`, answer)) }
}

type Answer = (call: AwsCall, account: AwsAccount, world: AwsWorld) => Xml

const answers: Readonly<Record<string, Answer>> = {
  ListAccountAliases: (_, { alias }) =>
    list('AccountAliases', alias ? [escapeXml(alias)] : [], 'member') + field('IsTruncated', false),

  GetAccountPasswordPolicy(_, { passwordPolicy }) {
    if (!passwordPolicy) throw notFound('The Password Policy with domain name cannot be found.')
    const { minimumLength, uppercase, lowercase, symbols, numbers, reusePrevention, maxAge } = passwordPolicy
    return element(
      'PasswordPolicy',
      field('MinimumPasswordLength', minimumLength),
      field('RequireUppercaseCharacters', uppercase),
      field('RequireLowercaseCharacters', lowercase),
      field('RequireSymbols', symbols),
      field('RequireNumbers', numbers),
      field('AllowUsersToChangePassword', true),
      field('ExpirePasswords', maxAge !== undefined),
      field('MaxPasswordAge', maxAge),
      field('PasswordReusePrevention', reusePrevention),
    )
  },

  GetAccountSummary(_, { root, users }) {
    const entries: Readonly<Record<string, number>> = {
      Users: users.length,
      AccountMFAEnabled: root.mfa === 'none' ? 0 : 1,
      AccountAccessKeysPresent: root.accessKeys,
      AccountPasswordPresent: root.hasPassword ? 1 : 0,
    }
    const entry = ([key, value]: [string, number]) => element('entry', field('key', key), field('value', value))
    return element('SummaryMap', ...Object.entries(entries).map(entry))
  },

  ListVirtualMFADevices({ input }, account, world) {
    const spare = account.iam?.spareDevices ?? []
    const isAsked = (device: 'Assigned' | 'Unassigned') =>
      ['Any', device].includes(input.get('AssignmentStatus') ?? 'Any')
    const assigned = [
      ...(account.root.mfa === 'virtual' ? [device(account, 'phone-of-the-owner', `${arnOf(account, 'root')}`)] : []),
      ...account.users
        .filter(({ mfa }) => mfa === 'virtual')
        .map((user) => device(account, user.name, userArn(account, user))),
    ]
    const devices = [
      ...(isAsked('Assigned') ? assigned : []),
      ...(isAsked('Unassigned') ? spare.map((name) => field('SerialNumber', arnOf(account, `mfa/${name}`))) : []),
    ]
    return paged(devices, 'VirtualMFADevices', input, world)
  },

  GetAccountAuthorizationDetails: authorizationDetails,

  ListEntitiesForPolicy: entitiesForPolicy,

  ListSAMLProviders: (_, account) =>
    list(
      'SAMLProviderList',
      (account.iam?.samlProviders ?? []).map((name) => field('Arn', arnOf(account, `saml-provider/${name}`))),
      'member',
    ),

  ListInstanceProfiles: ({ input }, account, world) =>
    paged(profilesOf(account), 'InstanceProfiles', input, world, ([name, role]) => profile(account, name, role)),

  GetInstanceProfile({ input }, account) {
    const asked = input.get('InstanceProfileName')
    const found = profilesOf(account).find(([name]) => name === asked)
    if (!found) throw notFound(`Instance Profile ${asked} cannot be found.`)
    return element('InstanceProfile', profile(account, ...found))
  },

  ListServerCertificates: ({ input }, account, world) =>
    paged(account.iam?.certificates ?? [], 'ServerCertificateMetadataList', input, world, (one) =>
      certificate(account, one),
    ),

  GetServerCertificate({ input }, account) {
    const asked = input.get('ServerCertificateName')
    const found = account.iam?.certificates?.find(({ name }) => name === asked)
    if (!found) throw notFound(`The Server Certificate with name ${asked} cannot be found.`)
    return element('ServerCertificate', element('ServerCertificateMetadata', certificate(account, found)))
  },

  GetUser: ({ input }, account) => element('User', userXml(account, find(account, input))),

  GetLoginProfile({ input }, account) {
    const { name, password } = find(account, input)
    if (!password) throw notFound(`Login Profile for User ${name} cannot be found.`)
    return element('LoginProfile', field('UserName', name), field('CreateDate', password.changed))
  },

  ListMFADevices({ input }, account) {
    const user = find(account, input)
    const serial = arnOf(account, `mfa/${user.name}`)
    return list('MFADevices', user.mfa ? [field('UserName', user.name) + field('SerialNumber', serial)] : [], 'member')
  },

  ListAccessKeys({ input }, account) {
    const { name, keys = [] } = find(account, input)
    const key = ({ id, active, created }: (typeof keys)[number]) =>
      field('UserName', name) +
      field('AccessKeyId', id) +
      field('Status', active ? 'Active' : 'Inactive') +
      field('CreateDate', created)
    return list('AccessKeyMetadata', keys.map(key), 'member') + field('IsTruncated', false)
  },

  GetAccessKeyLastUsed({ input }, { users }) {
    const key = users.flatMap(({ keys = [] }) => keys).find(({ id }) => id === input.get('AccessKeyId'))
    if (!key) throw new AwsRefusal(403, 'AccessDenied', 'The access key does not exist.')
    return element(
      'AccessKeyLastUsed',
      field('LastUsedDate', key.lastUsed),
      field('ServiceName', key.lastUsed ? 's3' : 'N/A'),
      field('Region', key.lastUsed ? 'us-east-1' : 'N/A'),
    )
  },

  ListOrganizationsFeatures: (_, account) => listOrganizationsFeatures(account),

  GenerateCredentialReport: () => field('State', 'COMPLETE'),

  GetCredentialReport: (_, account) =>
    field('Content', Buffer.from(credentialReport(account)).toString('base64')) +
    field('ReportFormat', 'text/csv') +
    field('GeneratedTime', new Date().toISOString()),
}

function paged<Item>(
  all: readonly Item[],
  name: string,
  input: URLSearchParams,
  { pageSize }: AwsWorld,
  toXml: (item: Item) => Xml = String,
): Xml {
  const { items, next } = page(all, input.get('Marker'), Math.min(Number(input.get('MaxItems') ?? 100), pageSize))
  return list(name, items.map(toXml), 'member') + field('IsTruncated', next !== undefined) + field('Marker', next)
}

const userXml = (account: AwsAccount, user: AwsUser): Xml =>
  field('Path', user.path ?? '/') +
  field('UserName', user.name) +
  field('UserId', idOf('AIDA', user.name)) +
  field('Arn', userArn(account, user)) +
  field('CreateDate', user.created) +
  field('PasswordLastUsed', user.password?.lastUsed)

/** The roles' own profiles, and those without a role. */
const profilesOf = ({ iam = {} }: AwsAccount): readonly (readonly [name: string, role: AwsRole | undefined])[] => [
  ...(iam.roles ?? []).flatMap((role) => (role.hasInstanceProfile ? [[role.name, role] as const] : [])),
  ...(iam.emptyProfiles ?? []).map((name) => [name, undefined] as const),
]

const certificate = (
  account: AwsAccount,
  { name, uploaded, expires }: NonNullable<IamEstate['certificates']>[number],
): Xml =>
  field('Path', '/') +
  field('ServerCertificateName', name) +
  field('ServerCertificateId', idOf('ASCA', name)) +
  field('Arn', arnOf(account, `server-certificate/${name}`)) +
  field('UploadDate', uploaded) +
  field('Expiration', expires)

const device = (account: AwsAccount, name: string, owner: string): Xml =>
  field('SerialNumber', arnOf(account, `mfa/${name}`)) +
  element('User', field('Arn', owner)) +
  field('EnableDate', '2024-01-01T00:00:00Z')

function find({ users }: AwsAccount, input: URLSearchParams): AwsUser {
  const user = users.find(({ name }) => name === input.get('UserName'))
  if (!user) throw notFound(`The user with name ${input.get('UserName')} cannot be found.`)
  return user
}

const notFound = (message: string) => new AwsRefusal(404, 'NoSuchEntity', message)
