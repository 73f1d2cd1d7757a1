import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3-control'
import { z } from 'zod'
import { defineAccountAspect } from './account-aspect.ts'
import { readAccountBlock } from './public-access-block.ts'

/** The public access block of S3 that holds for every bucket of the account. */
export const accountS3Block = defineAccountAspect({
  permissions: ['s3:GetAccountPublicAccessBlock'],
  fields: {
    /** Absent where it was never configured. */
    publicAccessBlock: z
      .object({
        blockPublicAcls: z.boolean(),
        ignorePublicAcls: z.boolean(),
        blockPublicPolicy: z.boolean(),
        restrictPublicBuckets: z.boolean(),
      })
      .optional(),
  },

  async read({ clients, account }, ask) {
    return { publicAccessBlock: await ask(['publicAccessBlock'], () => readAccountBlock(clients, account)) }
  },

  toFields: ({ publicAccessBlock }) => ({
    config: publicAccessBlock ? { publicAccessBlock: toBlock(publicAccessBlock) } : {},
  }),
})

const toBlock = (block: PublicAccessBlockConfiguration) => ({
  blockPublicAcls: block.BlockPublicAcls === true,
  ignorePublicAcls: block.IgnorePublicAcls === true,
  blockPublicPolicy: block.BlockPublicPolicy === true,
  restrictPublicBuckets: block.RestrictPublicBuckets === true,
})
