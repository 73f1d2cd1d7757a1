import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf } from './arn.ts'

type Raw = { readonly filter: MetricFilter }

/** AWS has no ARN for metric filters: their id is the log group's, with the filter's name behind it. */
export const logsMetricFilter = defineAwsType({
  type: 'aws.logs.metric-filter',
  label: 'Metric filter',
  code: 'METRIC_FILTER',
  service: 'CloudWatch',
  scope: 'region',
  permissions: ['logs:DescribeMetricFilters'],
  relations: { logGroup: { type: 'aws.logs.log-group', key: 'logGroupArn', label: 'Log group' } },
  fields: z.object({
    logGroup: z.string(),
    logGroupArn: z.string(),
    pattern: z.string(),
    /** `namespace/name` of the metrics that it writes. */
    metrics: z.array(z.string()),
    created: z.string().optional(),
  }),

  async *list(context) {
    for await (const filter of filters(context, {})) yield { filter }
  },

  async one(context, id) {
    const [logGroupName = '', filterNamePrefix = ''] = id.split(':').slice(6).join(':').split(separator)
    if (!logGroupName || !filterNamePrefix) return undefined
    return unlessAbsent(['ResourceNotFound'], async () => {
      for await (const filter of filters(context, { logGroupName, filterNamePrefix }))
        if (filter.filterName === filterNamePrefix) return { filter }
      return undefined
    })
  },

  normalise: ({ filter }: Raw, context) => {
    const { logGroupName: logGroup = '', filterName = '', metricTransformations = [], creationTime } = filter
    const logGroupArn = arnOf('logs', context, `log-group:${logGroup}`)
    return {
      id: `${logGroupArn}${separator}${filterName}`,
      name: filterName,
      region: context.region,
      config: {
        logGroup,
        logGroupArn,
        pattern: filter.filterPattern ?? '',
        metrics: metricTransformations.map(({ metricNamespace, metricName }) => `${metricNamespace}/${metricName}`),
        created: creationTime === undefined ? undefined : new Date(creationTime).toISOString(),
      },
    }
  },
})

/** Names of log groups and of filters hold no colon. */
const separator = ':metric-filter:'

async function* filters(
  { clients }: CollectContext<'aws'>,
  input: { readonly logGroupName?: string; readonly filterNamePrefix?: string },
): AsyncIterable<MetricFilter> {
  const { paginateDescribeMetricFilters } = await import('@aws-sdk/client-cloudwatch-logs')
  const pages = paginateDescribeMetricFilters({ client: await clients.logs(), pageSize: 50 }, input)
  for await (const { metricFilters = [] } of pages) yield* metricFilters
}
