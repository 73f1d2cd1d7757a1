import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'

type Raw = { readonly group: LogGroup; readonly tags?: TagMap | undefined; readonly unread?: readonly Unread[] }

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
export const logsLogGroup = defineAwsType({
  type: 'aws.logs.log-group',
  label: 'Log group',
  code: 'LOG_GROUP',
  service: 'CloudWatch',
  scope: 'region',
  isPaced: true,
  permissions: ['logs:DescribeLogGroups', 'tag:GetResources'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyArn', label: 'Encryption key' } },
  fields: z.object({
    groupName: z.string(),
    created: z.string().optional(),
    /** Absent where events are kept for ever. */
    retentionDays: z.int().optional(),
    kmsKeyArn: z.string().optional(),
    metricFilters: z.int().optional(),
    /** `STANDARD`, `INFREQUENT_ACCESS`, which allows no metric filters, or `DELIVERY`. */
    logClass: z.string().optional(),
  }),

  async *list(context) {
    const tagsOf = lazyTags(context, ['logs:log-group'])
    for await (const group of groups(context)) {
      const tags = await tagsOf()
      yield { group, tags: tags.of(arnOf(group)), unread: tags.unread }
    }
  },

  async one(context, arn) {
    const name = arn.split(':').slice(6).join(':')
    for await (const group of groups(context, name)) {
      if (group.logGroupName !== name) continue
      const ask = context.reader()
      const tags = await ask(['tags'], () => tagsOfResource(context, arn))
      return { group, tags, unread: ask.unread }
    }
    return undefined
  },

  normalise: ({ group, tags = {}, unread = [] }: Raw, context) => ({
    id: arnOf(group),
    name: group.logGroupName ?? '',
    region: context.region,
    tags,
    config: {
      groupName: group.logGroupName ?? '',
      created: group.creationTime === undefined ? undefined : new Date(group.creationTime).toISOString(),
      retentionDays: group.retentionInDays,
      kmsKeyArn: group.kmsKeyId || undefined,
      metricFilters: group.metricFilterCount,
      logClass: group.logGroupClass,
    },
    unread,
  }),
})

async function* groups({ clients }: CollectContext<'aws'>, logGroupNamePrefix?: string): AsyncIterable<LogGroup> {
  const { paginateDescribeLogGroups } = await import('@aws-sdk/client-cloudwatch-logs')
  const input = logGroupNamePrefix === undefined ? {} : { logGroupNamePrefix }
  const pages = paginateDescribeLogGroups({ client: await clients.logs(), pageSize: 50 }, input)
  for await (const { logGroups = [] } of pages) yield* logGroups
}

/** One of the two ARNs that the API knows ends in `:*`, which stands for its streams. */
const arnOf = ({ logGroupArn, arn = '' }: LogGroup) => logGroupArn || arn.replace(/:\*$/, '')
