import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { ec2Arn } from './values.ts'

type Raw = { readonly ebs?: { readonly EbsEncryptionByDefault?: boolean }; readonly unread?: readonly Unread[] }

/** The settings that EC2 keeps for each region. The id is our own: AWS has no ARN for a region. */
export const region = defineAwsType({
  type: 'aws.region',
  label: 'Region',
  code: 'REGION',
  service: 'EC2',
  scope: 'region',
  permissions: ['ec2:GetEbsEncryptionByDefault'],
  fields: z.object({ ebsEncryptionByDefault: z.boolean().optional() }),

  async *list(context) {
    yield await read(context)
  },

  one: (context) => read(context),

  normalise: ({ ebs, unread }: Raw, context) => ({
    id: ec2Arn(context, 'region', context.region),
    name: context.region,
    region: context.region,
    config: { ebsEncryptionByDefault: ebs?.EbsEncryptionByDefault },
    unread,
  }),
})

async function read({ clients, reader }: CollectContext<'aws'>): Promise<Raw> {
  const { GetEbsEncryptionByDefaultCommand } = await import('@aws-sdk/client-ec2')
  const ask = reader()
  const ebs = await ask(['ebsEncryptionByDefault'], async () =>
    (await clients.ec2()).send(new GetEbsEncryptionByDefaultCommand({})),
  )
  return { ...(ebs ? { ebs } : {}), unread: ask.unread }
}
