import { AwsRefusal } from '../call.ts'
import { answerJson, jsonPage } from '../json.ts'
import { logDeliveries } from './log-deliveries.ts'

export type LogsEstate = { groups: SimulatedLogGroup[] }

export type SimulatedLogGroup = {
  name: string
  region: string
  arn: string
  retention?: number
  key?: string
  tags?: Record<string, string>
  filters?: {
    name: string
    pattern: string
    metric: string
    namespace?: string
    /** What else the API answers. */
    more?: Record<string, unknown>
  }[]
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export const logs = answerJson({
  ...logDeliveries,

  DescribeLogGroups({ parameters, region }, { logs: held }, world) {
    const { logGroupNamePrefix: prefix = '', nextToken: token, limit: size = 50 } = parameters
    const here = (held?.groups ?? []).filter(
      (group) => group.region === region && group.name.startsWith(String(prefix)),
    )
    const { items, next } = jsonPage(here, { token, size, world })
    return {
      logGroups: items.map(({ name, arn, retention, key, filters = [] }) => ({
        logGroupName: name,
        creationTime: 1_704_067_200_000,
        ...(retention && { retentionInDays: retention }),
        metricFilterCount: filters.length,
        arn: `${arn}:*`,
        logGroupArn: arn,
        logGroupClass: 'STANDARD',
        storedBytes: 0,
        ...(key && { kmsKeyId: key }),
      })),
      ...(next && { nextToken: next }),
    }
  },

  DescribeMetricFilters({ parameters, region }, { logs: held }, world) {
    const { logGroupName, filterNamePrefix = '', nextToken: token, limit: size = 50 } = parameters
    const here = (held?.groups ?? []).filter((group) => group.region === region)
    const named = logGroupName === undefined ? here : here.filter(({ name }) => name === logGroupName)
    if (logGroupName !== undefined && named.length === 0)
      throw new AwsRefusal(400, 'ResourceNotFoundException', 'The specified log group does not exist.')
    const all = named.flatMap(({ name: group, filters = [] }) =>
      filters.filter(({ name }) => name.startsWith(String(filterNamePrefix))).map((filter) => ({ group, ...filter })),
    )
    const { items, next } = jsonPage(all, { token, size, world })
    return {
      metricFilters: items.map(({ group, name, pattern, metric, namespace = 'CISBenchmark', more = {} }) => ({
        filterName: name,
        filterPattern: pattern,
        metricTransformations: [{ metricName: metric, metricNamespace: namespace, metricValue: '1' }],
        creationTime: 1_704_067_200_000,
        logGroupName: group,
        ...more,
      })),
      ...(next && { nextToken: next }),
    }
  },
})
