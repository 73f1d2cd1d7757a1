import type { User } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type ReportRow, reportTime } from '../../facts/credential-report.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { readCredentialReport } from './credential-report.ts'
import { readLiveRow } from './live-user.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly user: User
  /** The user's row of the credential report, or what live calls say in its stead. */
  readonly row?: Partial<ReportRow> | undefined
  readonly unread?: readonly Unread[]
}

/** Filled from the credential report. Times of keys that are inactive or absent stay absent where AWS has none. */
const reported = z.object({
  passwordEnabled: z.boolean().optional(),
  passwordLastUsed: z.string().optional(),
  passwordLastChanged: z.string().optional(),
  /** Since when the password is idle: its last use, else its last change, else the user's creation. */
  passwordIdleSince: z.string().optional(),
  mfaActive: z.boolean().optional(),
  key1Active: z.boolean().optional(),
  key1Rotated: z.string().optional(),
  key1LastUsed: z.string().optional(),
  /** Since when the key is idle: its last use, else its creation. */
  key1IdleSince: z.string().optional(),
  key2Active: z.boolean().optional(),
  key2Rotated: z.string().optional(),
  key2LastUsed: z.string().optional(),
  key2IdleSince: z.string().optional(),
})
const reportedFields = Object.keys(reported.shape)

export const iamUser = defineAwsType({
  type: 'aws.iam.user',
  label: 'IAM user',
  code: 'IAM_USER',
  service: 'IAM',
  scope: 'global',
  permissions: [
    'iam:ListUsers',
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
    'iam:GetUser',
    'iam:GetLoginProfile',
    'iam:ListMFADevices',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
  ],
  fields: z.object({ userName: z.string(), userId: z.string(), created: z.string().optional(), ...reported.shape }),

  async *list({ clients, reader, signal }) {
    const { paginateListUsers } = await import('@aws-sdk/client-iam')
    const client = await clients.iam()
    const ask = reader()
    const report = await ask(reportedFields, () => readCredentialReport(client, signal))
    for await (const { Users = [] } of paginateListUsers({ client, pageSize: 200 }, {}))
      for (const user of Users) yield { user, row: report?.get(user.Arn ?? ''), unread: ask.unread }
  },

  async one({ clients, reader }, arn) {
    const { GetUserCommand } = await import('@aws-sdk/client-iam')
    const iam = await clients.iam()
    const UserName = arn.slice(arn.lastIndexOf('/') + 1)
    const found = await unlessAbsent(['NoSuchEntity'], () => iam.send(new GetUserCommand({ UserName })))
    // A user of the same name under another path is another user.
    if (found?.User?.Arn !== arn) return undefined
    const ask = reader()
    const row = await readLiveRow(iam, found.User, ask)
    return { user: found.User, row: { ...row, user_creation_time: isoTime(found.User.CreateDate) }, unread: ask.unread }
  },

  normalise: ({ user, row, unread = [] }: Raw) => {
    const { Arn = '', UserName: userName = '', UserId: userId = '' } = user
    const created = isoTime(user.CreateDate)
    const own = row && reportTime(row.user_creation_time) === created ? row : undefined
    const isMissing = own === undefined && unread.length === 0
    return {
      id: Arn,
      name: userName,
      region: 'global',
      config: { userName, userId, created, ...(own && fromRow(own, created)) },
      unread: isMissing ? newerThanReport : unread,
    }
  },
})

/** Users made after the report are not in it; nor are those whose name an earlier user had. */
const newerThanReport: readonly Unread[] = reportedFields.map((field) => ({
  field,
  operation: 'iam:GetCredentialReport',
  reason: 'The user is newer than the credential report, which AWS makes anew every four hours.',
}))

function fromRow(row: Partial<ReportRow>, created: string | undefined): z.infer<typeof reported> {
  const passwordEnabled = isTrue(row.password_enabled)
  const passwordLastUsed = reportTime(row.password_last_used)
  const passwordLastChanged = reportTime(row.password_last_changed)
  const key = (slot: 1 | 2) => ({
    active: isTrue(row[`access_key_${slot}_active`]),
    rotated: reportTime(row[`access_key_${slot}_last_rotated`]),
    used: reportTime(row[`access_key_${slot}_last_used_date`]),
  })
  const [one, two] = [key(1), key(2)]
  return {
    passwordEnabled,
    passwordLastUsed,
    passwordLastChanged,
    passwordIdleSince: passwordEnabled ? (passwordLastUsed ?? passwordLastChanged ?? created) : undefined,
    mfaActive: isTrue(row.mfa_active),
    key1Active: one.active,
    key1Rotated: one.rotated,
    key1LastUsed: one.used,
    key1IdleSince: one.used ?? one.rotated,
    key2Active: two.active,
    key2Rotated: two.rotated,
    key2LastUsed: two.used,
    key2IdleSince: two.used ?? two.rotated,
  }
}

/** Neither true nor false where the report says something else: then nothing is claimed. */
function isTrue(cell: string | undefined): boolean | undefined {
  if (cell === 'true') return true
  return cell === 'false' ? false : undefined
}
