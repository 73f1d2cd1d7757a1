import type { UserDetail } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import { type ReportRow, reportTime } from '../../facts/credential-report.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { readCredentialReport } from './credential-report.ts'
import { authorizationDetails, findByArn } from './iam-details.ts'
import { boundaryOf, permissionFields, permissionRelations, permissionsOf } from './iam-permissions.ts'
import { readLiveRow } from './live-user.ts'
import { fromRow, reportedFields, reportedShape } from './user-report.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = {
  readonly user: UserDetail
  /** The user's row of the credential report, or what live calls say in its stead. */
  readonly row?: Partial<ReportRow> | undefined
  readonly unread?: readonly Unread[]
}

export const iamUser = defineAwsType({
  type: 'aws.iam.user',
  label: 'IAM user',
  code: 'IAM_USER',
  service: 'IAM',
  scope: 'global',
  permissions: [
    'iam:GetAccountAuthorizationDetails',
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
    'iam:GetUser',
    'iam:GetLoginProfile',
    'iam:ListMFADevices',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
  ],
  relations: {
    ...permissionRelations,
    groups: { type: 'aws.iam.group', key: 'groups', match: 'groupName', label: 'Groups' },
  },
  fields: z.object({
    userName: z.string(),
    userId: z.string(),
    path: z.string().optional(),
    created: z.string().optional(),
    /** Names. */
    groups: z.array(z.string()),
    /** ARN. */
    permissionsBoundary: z.string().optional(),
    ...permissionFields,
    ...reportedShape,
  }),

  async *list({ clients, reader, signal }) {
    const ask = reader()
    const report = await ask(reportedFields, () => readCredentialReport(clients, signal))
    for await (const user of users(clients)) yield { user, row: report?.get(user.Arn ?? ''), unread: ask.unread }
  },

  async one({ clients, reader }, arn) {
    const { GetUserCommand } = await import('@aws-sdk/client-iam')
    const iam = await clients.iam()
    const UserName = arn.slice(arn.lastIndexOf('/') + 1)
    const found = await unlessAbsent(['NoSuchEntity'], () => iam.send(new GetUserCommand({ UserName })))
    // A user of the same name under another path is another user.
    if (found?.User?.Arn !== arn) return undefined
    const detail = await findByArn(users(clients), arn)
    if (!detail) return undefined
    const ask = reader()
    const row = await readLiveRow(iam, found.User, ask)
    return { user: detail, row: { ...row, user_creation_time: isoTime(found.User.CreateDate) }, unread: ask.unread }
  },

  normalise: ({ user, row, unread = [] }: Raw) => {
    const { Arn = '', UserName: userName = '', UserId: userId = '', Path: path } = user
    const created = isoTime(user.CreateDate)
    const own = row && reportTime(row.user_creation_time) === created ? row : undefined
    const isMissing = own === undefined && unread.length === 0
    const permissions = permissionsOf(user.AttachedManagedPolicies, user.UserPolicyList)
    return {
      id: Arn,
      name: userName,
      region: 'global',
      tags: tagsOf(user.Tags),
      config: {
        ...{ userName, userId, path, created },
        groups: [...(user.GroupList ?? [])].sort(),
        permissionsBoundary: boundaryOf(user.PermissionsBoundary),
        ...permissions.config,
        ...(own && fromRow(own, created)),
      },
      unread: [...(isMissing ? newerThanReport : unread), ...permissions.unread],
    }
  },
})

async function* users(clients: AwsClients): AsyncIterable<UserDetail> {
  for await (const { UserDetailList = [] } of authorizationDetails(clients, ['User'])) yield* UserDetailList
}

/**
 * Users made after the report are not in it; nor are those whose name an earlier user had. No call failed: the next
 * report has them.
 */
const newerThanReport: readonly Unread[] = reportedFields.map((field) => ({
  field,
  reason: 'The user is newer than the credential report, which AWS makes anew every four hours.',
}))
