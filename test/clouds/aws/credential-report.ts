import type { AwsAccount, AwsKey, AwsUser } from './estate.ts'
import { userArn } from './iam-estate.ts'

const keyColumns = (slot: number) =>
  ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
    (part) => `access_key_${slot}_${part}`,
  )

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...keyColumns(1),
  ...keyColumns(2),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
]

/** The CSV text of IAM's credential report: the root user first, and no user that is newer than it. */
export function credentialReport(account: AwsAccount): string {
  const { root, id, partition = 'aws' } = account
  const rootRow = [
    ...['<root_account>', `arn:${partition}:iam::${id}:root`, '2019-01-01T00:00:00+00:00'],
    ...['not_supported', root.lastUsed ? time(root.lastUsed) : 'no_information', 'not_supported', 'not_supported'],
    String(root.mfa !== 'none'),
    ...keyCells(undefined, root.accessKeys > 0),
    ...keyCells(undefined, root.accessKeys > 1),
    ...noCertificates,
  ]
  const rows = account.users.filter(({ isNew }) => !isNew).map((user) => userRow(account, user))
  return [columns, rootRow, ...rows].map((cells) => cells.join(',')).join('\n')
}

const noCertificates = ['false', 'N/A', 'false', 'N/A']

const time = (iso: string) => iso.replace(/(\.\d+)?Z$/, '+00:00')

function userRow(account: AwsAccount, user: AwsUser): string[] {
  const { password, keys = [] } = user
  const inSlot = (slot: number) => keys.find((key) => key.slot === slot)
  return [
    user.name,
    userArn(account, user),
    time(user.created),
    String(password !== undefined),
    ...(password
      ? [password.lastUsed ? time(password.lastUsed) : 'no_information', time(password.changed), 'N/A']
      : ['N/A', 'N/A', 'N/A']),
    String(user.mfa !== undefined),
    ...keyCells(inSlot(1)),
    ...keyCells(inSlot(2)),
    ...noCertificates,
  ]
}

function keyCells(key: AwsKey | undefined, isActive = key?.active ?? false): string[] {
  const used = key?.lastUsed ? [time(key.lastUsed), 'us-east-1', 's3'] : ['N/A', 'N/A', 'N/A']
  return [String(isActive), key ? time(key.created) : 'N/A', ...used]
}
