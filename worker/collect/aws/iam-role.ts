import type { RoleDetail } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import { decodePolicy, parsePolicy } from '../../facts/iam-policy.ts'
import { defineAwsType } from '../../resource-type.ts'
import { authorizationDetails, findByArn } from './iam-details.ts'
import { boundaryOf, permissionFields, permissionRelations, permissionsOf, unclearPolicy } from './iam-permissions.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = { readonly role: RoleDetail }

export const iamRole = defineAwsType({
  type: 'aws.iam.role',
  label: 'IAM role',
  code: 'IAM_ROLE',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:GetAccountAuthorizationDetails'],
  relations: {
    ...permissionRelations,
    instanceProfiles: { type: 'aws.iam.instance-profile', key: 'instanceProfileArns', label: 'Instance profiles' },
  },
  fields: z.object({
    roleName: z.string(),
    roleId: z.string(),
    path: z.string().optional(),
    created: z.string().optional(),
    /** Made and kept by a service of AWS; nobody else can change it. */
    isServiceLinked: z.boolean(),
    /** Made by IAM Identity Center for one of its permission sets. */
    isIdentityCenter: z.boolean(),
    /** Who may assume it: ARNs, account ids, services and identity providers that its trust policy names. */
    trusted: z.array(z.string()).optional(),
    instanceProfileArns: z.array(z.string()),
    /** ARN. */
    permissionsBoundary: z.string().optional(),
    /** Within the last 400 days, as far back as AWS tells. */
    lastUsed: z.string().optional(),
    lastUsedRegion: z.string().optional(),
    ...permissionFields,
  }),

  async *list({ clients }) {
    for await (const role of roles(clients)) yield { role }
  },

  async one({ clients }, arn) {
    const role = await findByArn(roles(clients), arn)
    return role && { role }
  },

  normalise: ({ role }: Raw) => {
    const { Arn = '', RoleName: roleName = '', RoleId: roleId = '', Path: path, RoleLastUsed } = role
    const { config, unread } = permissionsOf(role.AttachedManagedPolicies, role.RolePolicyList)
    const trust = trustOf(role.AssumeRolePolicyDocument)
    return {
      id: Arn,
      name: roleName,
      region: 'global',
      tags: tagsOf(role.Tags),
      config: {
        ...{ roleName, roleId, path, created: isoTime(role.CreateDate) },
        isServiceLinked: path?.startsWith('/aws-service-role/') === true,
        isIdentityCenter: path?.startsWith(identityCenterPath) === true,
        trusted: trust.trusted,
        instanceProfileArns: (role.InstanceProfileList ?? []).flatMap((profile) => profile.Arn ?? []).sort(),
        permissionsBoundary: boundaryOf(role.PermissionsBoundary),
        lastUsed: isoTime(RoleLastUsed?.LastUsedDate),
        lastUsedRegion: RoleLastUsed?.Region || undefined,
        ...config,
      },
      unread: [...unread, ...trust.unread],
    }
  },
})

/** Path of the roles that IAM Identity Center makes; nobody else can make one there. */
export const identityCenterPath = '/aws-reserved/sso.amazonaws.com/'

async function* roles(clients: AwsClients): AsyncIterable<RoleDetail> {
  for await (const { RoleDetailList = [] } of authorizationDetails(clients, ['Role'])) yield* RoleDetailList
}

function trustOf(text = ''): { readonly trusted?: string[]; readonly unread: readonly Unread[] } {
  try {
    const allowed = parsePolicy(decodePolicy(text)).filter(({ effect }) => effect === 'Allow')
    return { trusted: [...new Set(allowed.flatMap(({ principals }) => principals))].sort(), unread: [] }
  } catch {
    return { unread: [unclearPolicy('trusted')] }
  }
}
