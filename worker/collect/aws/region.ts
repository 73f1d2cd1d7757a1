import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import type { AccountAspect } from './account-aspect.ts'
import { regionAccessAnalyzer } from './region-access-analyzer.ts'
import { regionEbs } from './region-ebs.ts'
import { regionMacie } from './region-macie.ts'
import { regionRecorder } from './region-recorder.ts'
import { regionSecurityHub } from './region-security-hub.ts'
import { ec2Arn } from './values.ts'

/** What an account has once in each region, each in a module of its own. */
const aspects: readonly AccountAspect[] = [
  regionEbs,
  regionAccessAnalyzer,
  regionMacie,
  regionSecurityHub,
  regionRecorder,
]

/** What the aspects read, all in one. */
type Raw = Readonly<Record<string, unknown>> & { readonly unread?: readonly Unread[] }

/** The settings that an account has once in each region. The id is our own: AWS has no ARN for a region. */
export const region = defineAwsType({
  type: 'aws.region',
  label: 'Region',
  code: 'REGION',
  service: 'EC2',
  scope: 'region',
  permissions: [...new Set(aspects.flatMap(({ permissions }) => permissions))],
  fields: z.object(Object.assign({}, ...aspects.map(({ fields }) => fields)) as z.ZodRawShape),

  async *list(context) {
    yield await read(context)
  },

  one: (context) => read(context),

  normalise: (raw: Raw, context) => {
    const parts = aspects.map(({ toFields }) => toFields(raw, context))
    return {
      id: ec2Arn(context, 'region', context.region),
      name: context.region,
      region: context.region,
      config: Object.assign({}, ...parts.map(({ config }) => config)),
      unread: [...(raw.unread ?? []), ...parts.flatMap(({ unread = [] }) => unread)],
    }
  },
})

async function read(context: CollectContext<'aws'>): Promise<Raw> {
  const ask = context.reader()
  const parts = await Promise.all(aspects.map((aspect) => aspect.read(context, ask)))
  return Object.assign({}, ...parts, { unread: ask.unread })
}
