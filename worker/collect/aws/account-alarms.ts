import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { countedMetrics, mentions, topicsOf } from '../../facts/alarm-chain.ts'
import type { CollectContext } from '../../resource-type.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { alarmFields, judgeAlarms, type LogGroupReading, mayMeetAny, type TopicReading } from './alarm-judgement.ts'
import { parseArn } from './arn.ts'
import { describeOrganization } from './organizations-describe.ts'
import { multiRegionTrails, readTrail, type TrailReading, trailPermissions } from './trail-set.ts'

type Raw = {
  readonly trails?: readonly TrailReading[] | undefined
  readonly logGroups?: readonly LogGroupReading[] | undefined
  readonly topics?: readonly TopicReading[] | undefined
  /** Account that manages the organization; absent where there is none. */
  readonly managementAccount?: string | undefined
  readonly unread?: readonly Unread[]
}

/** Whether somebody is told of what the trails record: by metric filters, alarms and confirmed subscriptions. */
export const accountAlarms = defineAccountAspect({
  permissions: [
    ...trailPermissions,
    ...['kms:DescribeKey', 's3:ListAllMyBuckets'],
    ...['logs:DescribeMetricFilters', 'cloudwatch:DescribeAlarms', 'sns:ListSubscriptionsByTopic'],
    'organizations:DescribeOrganization',
  ],
  fields: {
    ...alarmFields,
    /** The account manages its organization. */
    managesOrganization: z.boolean().optional(),
  },

  async read(context, ask): Promise<Raw> {
    const [trails, organization] = await Promise.all([
      ask(Object.keys(alarmFields), () => readTrails(context)),
      ask(['managesOrganization'], () => describeOrganization(context.clients)),
    ])
    if (!trails) return { managementAccount: organization?.MasterAccountId }
    const logGroups = await Promise.all(groupsOf(trails, context).map((arn) => readLogGroup(context, arn)))
    const topics = new Set(logGroups.flatMap(({ alarms = [] }) => alarms.flatMap(topicsOf)))
    return {
      trails,
      logGroups,
      topics: await Promise.all([...topics].map((arn) => readTopic(context, arn))),
      managementAccount: organization?.MasterAccountId,
    }
  },

  toFields({ trails, logGroups = [], topics = [], managementAccount, unread = [] }: Raw, place) {
    const judged = trails && judgeAlarms({ trails, logGroups, topics }, place)
    const isTold = !unread.some(({ field }) => field === 'managesOrganization')
    return {
      config: {
        ...judged?.config,
        ...(isTold ? { managesOrganization: managementAccount === place.account } : {}),
      },
      unread: judged?.unread ?? [],
    }
  },
})

async function readTrails(context: CollectContext<'aws'>): Promise<readonly TrailReading[]> {
  const trails = await multiRegionTrails(context.clients)
  return Promise.all(trails.map((trail) => readTrail(context, trail)))
}

/** The account's own log groups that trails deliver to. */
function groupsOf(trails: readonly TrailReading[], { account }: CollectContext<'aws'>): readonly string[] {
  const arns = trails.flatMap(({ trail }) => trail.CloudWatchLogsLogGroupArn ?? [])
  return [...new Set(arns)].filter((arn) => parseArn(arn).account === account)
}

/** Of a log group, the filters that look for what is required, and the alarms on their metrics: nothing else is held. */
async function readLogGroup(context: CollectContext<'aws'>, arn: string): Promise<LogGroupReading> {
  const { region } = parseArn(arn)
  const ask = context.reader()
  const filters = await ask(['filters'], () => filtersOf(context, region, arn), { absent: ['ResourceNotFound'] })
  if (!filters && ask.unread.length === 0) return { arn, isGone: true }
  const metrics = (filters ?? []).flatMap(countedMetrics)
  const isWanted = (alarm: MetricAlarm) => metrics.some((metric) => mentions(alarm, metric))
  const alarms = metrics.length === 0 ? [] : await ask(['alarms'], () => alarmsOf(context, region, isWanted))
  return { arn, filters, alarms, unread: ask.unread }
}

async function filtersOf({ clients }: CollectContext<'aws'>, region: string, arn: string): Promise<MetricFilter[]> {
  const { paginateDescribeMetricFilters } = await import('@aws-sdk/client-cloudwatch-logs')
  const logGroupName = arn.replace(/:\*$/, '').split(':').slice(6).join(':')
  const found: MetricFilter[] = []
  const pages = paginateDescribeMetricFilters({ client: await clients.logs(region), pageSize: 50 }, { logGroupName })
  for await (const { metricFilters = [] } of pages)
    found.push(...metricFilters.filter(({ filterPattern }) => mayMeetAny(filterPattern)))
  return found
}

async function alarmsOf(
  { clients }: CollectContext<'aws'>,
  region: string,
  isWanted: (alarm: MetricAlarm) => boolean,
): Promise<MetricAlarm[]> {
  const { paginateDescribeAlarms } = await import('@aws-sdk/client-cloudwatch')
  const found: MetricAlarm[] = []
  const pages = paginateDescribeAlarms(
    { client: await clients.cloudwatch(region), pageSize: 100 },
    { AlarmTypes: ['MetricAlarm'] },
  )
  for await (const { MetricAlarms = [] } of pages) found.push(...MetricAlarms.filter(isWanted))
  return found
}

async function readTopic(context: CollectContext<'aws'>, TopicArn: string): Promise<TopicReading> {
  const { paginateListSubscriptionsByTopic } = await import('@aws-sdk/client-sns')
  const ask = context.reader()
  const subscriptions = await ask(
    ['subscriptions'],
    async () => {
      const client = await context.clients.sns(parseArn(TopicArn).region)
      let confirmed = 0
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
        confirmed += Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:')).length
      return confirmed
    },
    // The alarm still names a topic that was deleted.
    { absent: ['NotFound'] },
  )
  return { arn: TopicArn, confirmed: subscriptions ?? (ask.unread.length > 0 ? undefined : 0), unread: ask.unread }
}
