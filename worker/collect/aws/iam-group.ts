import type { GroupDetail } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { AwsClients } from '../../clients.ts'
import { defineAwsType } from '../../resource-type.ts'
import { authorizationDetails, findByArn } from './iam-details.ts'
import { permissionFields, permissionRelations, permissionsOf } from './iam-permissions.ts'
import { isoTime } from './values.ts'

type Raw = { readonly group: GroupDetail }

export const iamGroup = defineAwsType({
  type: 'aws.iam.group',
  label: 'IAM group',
  code: 'IAM_GROUP',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:GetAccountAuthorizationDetails'],
  relations: permissionRelations,
  fields: z.object({
    groupName: z.string(),
    groupId: z.string(),
    path: z.string().optional(),
    created: z.string().optional(),
    ...permissionFields,
  }),

  async *list({ clients }) {
    for await (const group of groups(clients)) yield { group }
  },

  async one({ clients }, arn) {
    const group = await findByArn(groups(clients), arn)
    return group && { group }
  },

  normalise: ({ group }: Raw) => {
    const { Arn = '', GroupName: groupName = '', GroupId: groupId = '', Path: path } = group
    const { config, unread } = permissionsOf(group.AttachedManagedPolicies, group.GroupPolicyList)
    return {
      id: Arn,
      name: groupName,
      region: 'global',
      config: { groupName, groupId, path, created: isoTime(group.CreateDate), ...config },
      unread,
    }
  },
})

async function* groups(clients: AwsClients): AsyncIterable<GroupDetail> {
  for await (const { GroupDetailList = [] } of authorizationDetails(clients, ['Group'])) yield* GroupDetailList
}
