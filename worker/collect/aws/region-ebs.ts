import { z } from 'zod'
import { defineAccountAspect } from './account-aspect.ts'

/** Whether new volumes of a region are encrypted without being asked for. */
export const regionEbs = defineAccountAspect({
  permissions: ['ec2:GetEbsEncryptionByDefault'],
  fields: { ebsEncryptionByDefault: z.boolean().optional() },

  async read({ clients }, ask) {
    const { GetEbsEncryptionByDefaultCommand } = await import('@aws-sdk/client-ec2')
    const ebs = await ask(['ebsEncryptionByDefault'], async () =>
      (await clients.ec2()).send(new GetEbsEncryptionByDefaultCommand({})),
    )
    return ebs ? { ebs } : {}
  },

  toFields: ({ ebs }: { readonly ebs?: { readonly EbsEncryptionByDefault?: boolean | undefined } }) => ({
    config: { ebsEncryptionByDefault: ebs?.EbsEncryptionByDefault },
  }),
})
