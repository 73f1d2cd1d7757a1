import type { MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { MetricFilter, MetricTransformation } from '@aws-sdk/client-cloudwatch-logs'

/** A metric that counts every event which its filter matches. */
export type CountedMetric = {
  readonly name: string
  readonly namespace: string
  /** What each event adds. */
  readonly step: number
  readonly unit: string
}

/**
 * The metrics of a filter that count all of its events. One whose values are split up by dimensions, or come from the
 * events themselves, does not; nor does a filter that looks at the events of some accounts or regions alone.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function countedMetrics({
  metricTransformations = [],
  fieldSelectionCriteria,
  emitSystemFieldDimensions = [],
}: MetricFilter): readonly CountedMetric[] {
  if (fieldSelectionCriteria || emitSystemFieldDimensions.length > 0) return []
  return metricTransformations.flatMap(counted)
}

function counted({ metricName, metricNamespace, metricValue, unit, dimensions = {} }: MetricTransformation) {
  const step = Number(metricValue?.trim() || Number.NaN)
  if (!metricName || !metricNamespace || !(step > 0) || Object.keys(dimensions).length > 0) return []
  return [{ name: metricName, namespace: metricNamespace, step, unit: unit ?? 'None' }]
}

/** Whether an alarm looks at a metric at all. */
export const mentions = (alarm: MetricAlarm, metric: CountedMetric): boolean => statsOf(alarm, metric).length > 0

/** Whether an alarm goes off when the metric counts enough events; `account` is the one that the metric is in. */
export function firesOn(alarm: MetricAlarm, metric: CountedMetric, account: string): boolean {
  return statsOf(alarm, metric).some(
    (stat) =>
      (stat.account ?? account) === account &&
      (stat.dimensions ?? []).length === 0 &&
      (stat.unit ?? metric.unit) === metric.unit &&
      isReached(alarm, stat, metric),
  )
}

type Stat = {
  readonly statistic: string
  readonly dimensions?: readonly unknown[] | undefined
  readonly unit?: string | undefined
  readonly account?: string | undefined
  /** Its values are computed with before they are compared. */
  readonly isComputed: boolean
}

function statsOf(alarm: MetricAlarm, metric: CountedMetric): readonly Stat[] {
  const { Statistic, ExtendedStatistic, Dimensions, Unit, Metrics = [] } = alarm
  if (alarm.MetricName === metric.name && alarm.Namespace === metric.namespace)
    return [{ statistic: Statistic ?? ExtendedStatistic ?? '', dimensions: Dimensions, unit: Unit, isComputed: false }]
  const used = queriesUsed(Metrics)
  return used.flatMap(({ MetricStat: stat, AccountId, ReturnData }) => {
    if (stat?.Metric?.MetricName !== metric.name || stat.Metric.Namespace !== metric.namespace) return []
    const { Dimensions: dimensions } = stat.Metric
    return [
      { statistic: stat.Stat ?? '', dimensions, unit: stat.Unit, account: AccountId, isComputed: ReturnData === false },
    ]
  })
}

/** The queries of a metric-math alarm that its result depends on. */
function queriesUsed(queries: readonly MetricDataQuery[]): readonly MetricDataQuery[] {
  const used = new Set(queries.filter(({ ReturnData }) => ReturnData !== false))
  for (const { Expression = '' } of used) {
    const named = new Set(Expression.match(/\w+/g))
    for (const query of queries) if (named.has('METRICS') || named.has(query.Id ?? '')) used.add(query)
  }
  return [...used]
}

/**
 * Whether events alone can bring it over its threshold. Sums grow with every event; other statistics never leave what
 * one event adds. What is computed first, or compared with a band of usual values, is given the benefit of the doubt.
 */
function isReached({ ComparisonOperator, Threshold }: MetricAlarm, stat: Stat, { step }: CountedMetric): boolean {
  if (ComparisonOperator === 'GreaterThanUpperThreshold') return true
  if (ComparisonOperator === 'LessThanLowerOrGreaterThanUpperThreshold') return true
  const isOver = {
    GreaterThanThreshold: step > (Threshold ?? 0),
    GreaterThanOrEqualToThreshold: step >= (Threshold ?? 0),
  }
  if (Threshold === undefined || !ComparisonOperator || !Object.hasOwn(isOver, ComparisonOperator)) return false
  if (stat.isComputed || ['Sum', 'SampleCount'].includes(stat.statistic)) return true
  return isOver[ComparisonOperator as keyof typeof isOver]
}

/** The SNS topics that an alarm tells; none while its actions are switched off. */
export const topicsOf = ({ ActionsEnabled, AlarmActions = [] }: MetricAlarm): readonly string[] =>
  ActionsEnabled === true ? AlarmActions.filter((arn) => /^arn:[^:]+:sns:/.test(arn)) : []
