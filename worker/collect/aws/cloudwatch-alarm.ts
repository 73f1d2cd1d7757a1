import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { topicsOf } from '../../facts/alarm-chain.ts'
import { defineAwsType } from '../../resource-type.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'

type Raw = { readonly alarm: MetricAlarm; readonly tags?: TagMap | undefined; readonly unread?: readonly Unread[] }

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
export const cloudwatchAlarm = defineAwsType({
  type: 'aws.cloudwatch.alarm',
  label: 'CloudWatch alarm',
  code: 'ALARM',
  service: 'CloudWatch',
  scope: 'region',
  permissions: ['cloudwatch:DescribeAlarms', 'tag:GetResources'],
  relations: { topics: { type: 'aws.sns.topic', key: 'topicArns', label: 'SNS topics' } },
  fields: z.object({
    /** `namespace/name` of the metrics that it looks at. */
    metrics: z.array(z.string()),
    statistic: z.string().optional(),
    comparison: z.string().optional(),
    threshold: z.number().optional(),
    actionsEnabled: z.boolean(),
    /** Whatever it does when it goes off. */
    actions: z.array(z.string()),
    /** The SNS topics among them; none while actions are switched off. */
    topicArns: z.array(z.string()),
  }),

  async *list(context) {
    const { paginateDescribeAlarms } = await import('@aws-sdk/client-cloudwatch')
    const tagsOf = lazyTags(context, ['cloudwatch:alarm'])
    const client = await context.clients.cloudwatch()
    const pages = paginateDescribeAlarms({ client, pageSize: 100 }, { AlarmTypes: ['MetricAlarm'] })
    for await (const { MetricAlarms = [] } of pages)
      for (const alarm of MetricAlarms) {
        const tags = await tagsOf()
        yield { alarm, tags: tags.of(alarm.AlarmArn), unread: tags.unread }
      }
  },

  async one(context, arn) {
    const { DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch')
    const client = await context.clients.cloudwatch()
    const name = arn.split(':').slice(6).join(':')
    const answer = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] }))
    const alarm = answer.MetricAlarms?.find(({ AlarmArn }) => AlarmArn === arn)
    if (!alarm) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return { alarm, tags, unread: ask.unread }
  },

  normalise: ({ alarm, tags = {}, unread = [] }: Raw, context) => {
    const { Namespace, MetricName, Metrics = [], AlarmActions = [] } = alarm
    const used = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
    return {
      id: alarm.AlarmArn ?? '',
      name: alarm.AlarmName ?? '',
      region: context.region,
      tags,
      config: {
        metrics: [...(MetricName ? [{ Namespace, MetricName }] : []), ...used].map(
          (metric) => `${metric.Namespace}/${metric.MetricName}`,
        ),
        statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
        comparison: alarm.ComparisonOperator,
        threshold: alarm.Threshold,
        actionsEnabled: alarm.ActionsEnabled === true,
        actions: AlarmActions,
        topicArns: [...topicsOf(alarm)],
      },
      unread,
    }
  },
})
