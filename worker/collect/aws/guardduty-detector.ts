import type { GetDetectorCommandOutput } from '@aws-sdk/client-guardduty'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, parseArn } from './arn.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly id: string
  readonly detector?: Partial<GetDetectorCommandOutput> | undefined
  readonly unread?: readonly Unread[]
}

const described = z.object({
  /** `ENABLED`, or `DISABLED` where it is suspended. */
  status: z.string().optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  publishingFrequency: z.string().optional(),
  /** Protection plans that are on, such as `S3_DATA_EVENTS`. */
  features: z.array(z.string()).optional(),
})
const describedFields = Object.keys(described.shape)

export const guardDutyDetector = defineAwsType({
  type: 'aws.guardduty.detector',
  label: 'GuardDuty detector',
  code: 'GUARDDUTY_DETECTOR',
  service: 'GuardDuty',
  scope: 'region',
  permissions: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
  fields: z.object({ detectorId: z.string(), ...described.shape }),

  async *list(context) {
    const { paginateListDetectors } = await import('@aws-sdk/client-guardduty')
    const client = await context.clients.guardduty()
    for await (const { DetectorIds = [] } of paginateListDetectors({ client, pageSize: 50 }, {}))
      for (const id of DetectorIds) {
        const ask = context.reader()
        const detector = await ask([...describedFields, 'tags'], () => get(context, id))
        yield { id, detector, unread: ask.unread }
      }
  },

  async one(context, arn) {
    const { id } = parseArn(arn)
    const detector = await unlessAbsent(notFound, () => get(context, id))
    return detector && { id, detector }
  },

  normalise: ({ id, detector, unread = [] }: Raw, context) => ({
    id: arnOf('guardduty', context, `detector/${id}`),
    name: id,
    region: context.region,
    tags: detector?.Tags ?? {},
    config: {
      detectorId: id,
      ...(detector && {
        status: detector.Status,
        created: isoTime(detector.CreatedAt),
        updated: isoTime(detector.UpdatedAt),
        publishingFrequency: detector.FindingPublishingFrequency,
        features: (detector.Features ?? [])
          .flatMap(({ Name, Status }) => (Name && Status === 'ENABLED' ? Name : []))
          .sort(),
      }),
    },
    unread,
  }),
})

/** GuardDuty's answer to the id of a detector that is none of the account's. */
const notFound = ['BadRequest', 'ResourceNotFound']

async function get({ clients }: CollectContext<'aws'>, DetectorId: string) {
  const { GetDetectorCommand } = await import('@aws-sdk/client-guardduty')
  return (await clients.guardduty()).send(new GetDetectorCommand({ DetectorId }))
}
