import { type Area, decodeName, type Shown } from './aws-area.ts'
import { pairs } from './decode.ts'

const user =
  (section: string) =>
  ({ id }: { readonly id: string }) =>
    `/iam/home#/users/details/${encodeURIComponent(id)}?section=${section}`

/** The account and what IAM keeps for it. */
export const awsIdentity: Area = {
  ids: { 'aws.iam.user': /^[A-Za-z0-9_+=,.@-]{1,64}$/ },
  links: {
    'aws.account': {
      arn: /^arn:(?<partition>[a-z-]+):iam::(?<account>(?<id>\d{12})):root$/,
      isGlobal: true,
      page: ['resource', () => '/billing/home#/account'],
      views: {
        'password-policy': ['fix', () => '/iam/home#/account_settings'],
        // Shows the credentials of whoever is signed in: the root user's only to the root user.
        'security-credentials': ['resource', () => '/iam/home#/security_credentials'],
        's3-public-access': ['fix', ({ region }) => `/s3/settings?region=${region}`],
      },
    },
    'aws.iam.user': {
      arn: /^arn:(?<partition>[a-z-]+):iam::(?<account>\d{12}):user\/(?:[!-~]*\/)?(?<id>[^/]+)$/,
      isGlobal: true,
      page: ['resource', user('permissions')],
      views: { permissions: ['fix', user('permissions')], security_credentials: ['fix', user('security_credentials')] },
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
  if (kind !== 'users') return {}
  const name = rest[0] === 'details' ? rest[1] : rest[0]
  return { type: 'aws.iam.user', id: name && decodeName(name), view: pairs(query, '&').section }
}
