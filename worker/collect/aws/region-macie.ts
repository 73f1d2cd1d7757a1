import { z } from 'zod'
import { unlessAbsent } from '../absent.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { hasBucketsIn } from './region-buckets.ts'

type Raw = {
  readonly hasBuckets?: boolean | undefined
  /** `ENABLED` or `PAUSED`; absent where it was never switched on. */
  readonly macieStatus?: string | undefined
}

/** Whether Macie looks for personal data in the buckets of a region. */
export const regionMacie = defineAccountAspect({
  permissions: ['s3:ListAllMyBuckets', 'macie2:GetMacieSession'],
  fields: {
    /** Buckets of this account are kept in this region. */
    hasBuckets: z.boolean().optional(),
    /**
     * `ENABLED` or `PAUSED`, `NOT_OFFERED` where AWS has no Macie; absent where it was never switched on, and where there
     * are no buckets to ask about.
     */
    macieStatus: z.string().optional(),
  },

  async read({ clients, region }, ask): Promise<Raw> {
    const hasBuckets = await ask(['hasBuckets'], () => hasBucketsIn(clients, region))
    if (hasBuckets === false) return { hasBuckets }
    const session = await ask(
      ['macieStatus'],
      async () => {
        const { GetMacieSessionCommand } = await import('@aws-sdk/client-macie2')
        const macie = await clients.macie2()
        const asked = unlessAbsent(['NotOffered'], () => macie.send(new GetMacieSessionCommand({})))
        return (await asked) ?? { status: 'NOT_OFFERED' }
      },
      { absent: ['NotEnabled'] },
    )
    return { hasBuckets, macieStatus: session?.status }
  },

  toFields: ({ hasBuckets, macieStatus }: Raw) => ({ config: { hasBuckets, macieStatus } }),
})
