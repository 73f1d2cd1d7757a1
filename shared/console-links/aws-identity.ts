import { type Area, decodeName, type Place, type Shown } from './aws-area.ts'
import { pairs } from './decode.ts'

/** A page of IAM's console; the path before a name stands in no address. */
const details =
  (kind: string, section: string) =>
  ({ id }: { readonly id: string }) =>
    `/iam/home#/${kind}/details/${encodeURIComponent(id)}?section=${section}`

const user = (section: string) => details('users', section)

const policy =
  (section: string) =>
  ({ id }: { readonly id: string }) =>
    details('policies', section)({ id: id.replace(/:iam::\d{12}:aws-policy\//, ':iam::aws:policy/') })

/** The ARN of a thing of IAM; the path before its name is no part of the id. */
const iamArn = (kind: string, rest = '') =>
  new RegExp(`^arn:(?<partition>[a-z-]+):iam::(?<account>\\d{12}):${kind}/(?:[!-~]*/)?(?<id>[^/]+)${rest}$`)

const cloudShellPolicy = ({ arn }: Place) =>
  details('policies', 'entities_attached')({ id: `arn:${arn.split(':')[1]}:iam::aws:policy/AWSCloudShellFullAccess` })

/** The account and what IAM keeps for it. */
export const awsIdentity: Area = {
  ids: {
    'aws.iam.user': /^[A-Za-z0-9_+=,.@-]{1,64}$/,
    'aws.iam.group': /^[A-Za-z0-9_+=,.@-]{1,128}$/,
    'aws.iam.role': /^[A-Za-z0-9_+=,.@-]{1,64}$/,
    'aws.iam.policy': /^arn:[a-z-]+:iam::(\d{12}:(aws-)?|aws:)policy\/(?:[!-~]*\/)?[A-Za-z0-9_+=,.@-]{1,128}$/,
    'aws.iam.instance-profile': /^[A-Za-z0-9_+=,.@-]{1,128}$/,
    // The user's name: the key itself has no page.
    'aws.iam.access-key': /^[A-Za-z0-9_+=,.@-]{1,64}$/,
    'aws.iam.server-certificate': /^[A-Za-z0-9_+=,.@-]{1,128}$/,
    'aws.iam.virtual-mfa-device': /^[A-Za-z0-9_+=,.@-]{1,226}$/,
  },
  fullIds: { 'aws.iam.policy': '{id}' },
  links: {
    'aws.account': {
      arn: /^arn:(?<partition>[a-z-]+):iam::(?<account>(?<id>\d{12})):root$/,
      isGlobal: true,
      page: ['resource', () => '/billing/home#/account'],
      views: {
        'password-policy': ['fix', () => '/iam/home#/account_settings'],
        // Shows the credentials of whoever is signed in: the root user's only to the root user.
        'security-credentials': ['resource', () => '/iam/home#/security_credentials'],
        trails: ['list', ({ region }) => `/cloudtrail/home?region=${region}#/trails`],
        'log-groups': ['list', ({ region }) => `/cloudwatch/home?region=${region}#logsV2:log-groups`],
        contacts: ['fix', () => '/billing/home#/account'],
        roles: ['list', () => '/iam/home#/roles'],
        'cloudshell-policy': ['fix', cloudShellPolicy],
        // Where AWS tells what the root user did.
        'root-events': ['list', ({ region }) => `/cloudtrailv2/home?region=${region}#/events?Username=root`],
        'identity-center': ['list', ({ region }) => `/singlesignon/home?region=${region}`],
        's3-public-access': ['fix', ({ region }) => `/s3/settings?region=${region}`],
      },
    },
    'aws.iam.user': {
      arn: iamArn('user'),
      isGlobal: true,
      page: ['resource', user('permissions')],
      views: { permissions: ['fix', user('permissions')], security_credentials: ['fix', user('security_credentials')] },
    },
    'aws.iam.group': {
      arn: iamArn('group'),
      isGlobal: true,
      page: ['resource', ({ id }) => `/iam/home#/groups/details/${encodeURIComponent(id)}`],
      views: {},
    },
    'aws.iam.role': {
      arn: iamArn('role'),
      isGlobal: true,
      page: ['resource', details('roles', 'permissions')],
      views: {
        permissions: ['fix', details('roles', 'permissions')],
        trust_relationships: ['fix', details('roles', 'trust_relationships')],
      },
    },
    // The console takes the whole ARN. AWS's own policies have one in all accounts, and with us one for each.
    'aws.iam.policy': {
      arn: /^(?<id>arn:(?<partition>[a-z-]+):iam::(?<account>\d{12}):(?:aws-)?policy\/[!-~]+)$/,
      isGlobal: true,
      page: ['resource', policy('permissions')],
      views: {
        permissions: ['fix', policy('permissions')],
        entities_attached: ['fix', policy('entities_attached')],
      },
    },
    // The console shows a profile with the role of its name only.
    'aws.iam.instance-profile': {
      arn: iamArn('instance-profile'),
      isGlobal: true,
      page: ['list', () => '/iam/home#/roles'],
      views: {},
    },
    'aws.iam.access-key': {
      arn: iamArn('user', '/access-key/[12]'),
      isGlobal: true,
      page: ['resource', user('security_credentials')],
      views: {},
    },
    // The console shows none of them: nothing nearer is known than IAM itself.
    'aws.iam.server-certificate': {
      arn: iamArn('server-certificate'),
      isGlobal: true,
      page: ['list', () => '/iam/home#/home'],
      views: {},
    },
    // A device is shown with its user, whom its ARN does not name.
    'aws.iam.virtual-mfa-device': {
      arn: iamArn('mfa'),
      isGlobal: true,
      page: ['list', () => '/iam/home#/users'],
      views: {},
    },
  },
  pages: {
    iam: iamPage,
    iamv2: iamPage,
    billing: ({ hash }) => (/^#\/account\b/.test(hash) ? { type: 'aws.account' } : {}),
  },
}

function iamPage({ hash }: URL): Shown {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const [kind, ...rest] = path.split('/').filter(Boolean)
  if (kind === 'account_settings') return { type: 'aws.account', view: 'password-policy' }
  if (kind === 'security_credentials') return { type: 'aws.account', view: 'security-credentials' }
  const type = kind && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!type) return {}
  const name = rest[0] === 'details' ? rest[1] : rest.join('/')
  return { type, id: name && decodeName(name), view: pairs(query, '&').section }
}

const kinds: Readonly<Record<string, string>> = {
  users: 'aws.iam.user',
  groups: 'aws.iam.group',
  roles: 'aws.iam.role',
  policies: 'aws.iam.policy',
}
