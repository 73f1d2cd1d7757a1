import type { InstanceProfile } from '@aws-sdk/client-iam'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { isoTime } from './values.ts'

type Raw = { readonly profile: InstanceProfile }

/** What gives a role to EC2 instances; it holds one role at most, and may hold none. */
export const iamInstanceProfile = defineAwsType({
  type: 'aws.iam.instance-profile',
  label: 'IAM instance profile',
  code: 'IAM_INSTANCE_PROFILE',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:ListInstanceProfiles', 'iam:GetInstanceProfile'],
  relations: { role: { type: 'aws.iam.role', key: 'roleArns', label: 'Role' } },
  fields: z.object({
    profileName: z.string(),
    profileId: z.string(),
    path: z.string().optional(),
    created: z.string().optional(),
    roleArns: z.array(z.string()),
  }),

  async *list({ clients }) {
    const { paginateListInstanceProfiles } = await import('@aws-sdk/client-iam')
    const pages = paginateListInstanceProfiles({ client: await clients.iam(), pageSize: 500 }, {})
    for await (const { InstanceProfiles = [] } of pages) for (const profile of InstanceProfiles) yield { profile }
  },

  async one({ clients }, arn) {
    const { GetInstanceProfileCommand } = await import('@aws-sdk/client-iam')
    const InstanceProfileName = arn.slice(arn.lastIndexOf('/') + 1)
    const found = await unlessAbsent(['NoSuchEntity'], async () =>
      (await clients.iam()).send(new GetInstanceProfileCommand({ InstanceProfileName })),
    )
    // One of the same name under another path is another one.
    return found?.InstanceProfile?.Arn === arn ? { profile: found.InstanceProfile } : undefined
  },

  normalise: ({ profile }: Raw) => {
    const { Arn = '', InstanceProfileName: profileName = '', InstanceProfileId: profileId = '', Path: path } = profile
    return {
      id: Arn,
      name: profileName,
      region: 'global',
      config: {
        ...{ profileName, profileId, path, created: isoTime(profile.CreateDate) },
        roleArns: (profile.Roles ?? []).flatMap((role) => role.Arn ?? []).sort(),
      },
    }
  },
})
