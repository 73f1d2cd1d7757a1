import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { expect, test } from 'vitest'
import { countedMetrics, firesOn, topicsOf } from '../../../worker/facts/alarm-chain.ts'

const metric = { name: 'm', namespace: 'CIS', step: 1, unit: 'None' }
const plain: MetricAlarm = {
  ...{ MetricName: 'm', Namespace: 'CIS', Statistic: 'Sum', Threshold: 1 },
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
}
const stat = (more = {}) => ({ Period: 300, Stat: 'Sum', Metric: { MetricName: 'm', Namespace: 'CIS' }, ...more })
const query = (Metrics: MetricAlarm['Metrics']): MetricAlarm => ({
  ...{ Metrics, Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' as const },
})

test.each<readonly [what: string, alarm: MetricAlarm, fires: boolean]>([
  ['a sum of one or more', plain, true],
  ['a sum above zero', { ...plain, ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 }, true],
  ['a sum of many', { ...plain, Threshold: 25 }, true],
  ['a maximum of one', { ...plain, Statistic: 'Maximum' }, true],
  ['a maximum above one', { ...plain, Statistic: 'Maximum', ComparisonOperator: 'GreaterThanThreshold' }, false],
  ['a percentile of two', { ...plain, Statistic: undefined, ExtendedStatistic: 'p99', Threshold: 2 }, false],
  ['silence', { ...plain, ComparisonOperator: 'LessThanThreshold' }, false],
  ['little', { ...plain, ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0 }, false],
  ['nothing to compare with', { ...plain, Threshold: undefined }, false],
  ['an operator of no kind', { ...plain, ComparisonOperator: 'constructor' as never }, false],
  ['another unit', { ...plain, Unit: 'Seconds' }, false],
  ['a part of it', { ...plain, Dimensions: [{ Name: 'user', Value: 'eve' }] }, false],
  ['another namespace', { ...plain, Namespace: 'cis' }, false],
  ['a query of its own', query([{ Id: 'm1', MetricStat: stat() }]), true],
  [
    'a computed value',
    query([
      { Id: 'e', Expression: 'm1 + m2' },
      { Id: 'm1', ReturnData: false, MetricStat: stat() },
    ]),
    true,
  ],
  [
    'all metrics together',
    query([
      { Id: 'e', Expression: 'SUM(METRICS())' },
      { Id: 'm1', ReturnData: false, MetricStat: stat() },
    ]),
    true,
  ],
  [
    'a value computed without it',
    query([
      { Id: 'e', Expression: 'm10' },
      { Id: 'm1', ReturnData: false, MetricStat: stat() },
    ]),
    false,
  ],
  ['the metric of another account', query([{ Id: 'm1', AccountId: '444455556666', MetricStat: stat() }]), false],
  [
    'more than is usual',
    {
      ...query([{ Id: 'm1', MetricStat: stat() }]),
      Threshold: undefined,
      ComparisonOperator: 'GreaterThanUpperThreshold',
    },
    true,
  ],
])('an alarm on %s', (_, alarm, fires) => {
  expect(firesOn(alarm, metric, '111122223333')).toBe(fires)
})

test('a filter counts by a fixed value above nothing, for all of its events', () => {
  const transformation = { metricName: 'm', metricNamespace: 'CIS', metricValue: '1' }
  const counts = (change: object, more: object = {}) =>
    countedMetrics({ metricTransformations: [{ ...transformation, ...change }], ...more }).length > 0
  expect(counts({})).toBe(true)
  for (const metricValue of ['0', '-1', '', ' ', '$.size', 'NaN'])
    expect(counts({ metricValue }), metricValue).toBe(false)
  expect(counts({ dimensions: { user: '$.userIdentity.userName' } })).toBe(false)
  expect(counts({}, { fieldSelectionCriteria: '@aws.account = "111122223333"' })).toBe(false)
  expect(counts({}, { emitSystemFieldDimensions: ['@aws.region'] })).toBe(false)
})

test('an alarm tells nobody while its actions are switched off', () => {
  const AlarmActions = ['arn:aws-cn:sns:cn-north-1:111122223333:t', 'arn:aws:lambda:us-east-1:111122223333:function:f']
  expect(topicsOf({ ActionsEnabled: true, AlarmActions })).toEqual([AlarmActions[0]])
  expect(topicsOf({ ActionsEnabled: false, AlarmActions })).toEqual([])
  expect(topicsOf({ AlarmActions })).toEqual([])
})
