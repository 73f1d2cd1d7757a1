import { answerJson, jsonPage } from '../json.ts'

export type CloudWatchEstate = { alarms: SimulatedAlarm[] }

export type SimulatedAlarm = {
  name: string
  region: string
  arn: string
  metric: string
  namespace?: string
  actions: string[]
  tags?: Record<string, string>
  /** What else, or else, the API answers. */
  more?: Record<string, unknown>
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const cloudwatch = answerJson({
  DescribeAlarms({ parameters, region }, { cloudwatch: held }, world) {
    const { AlarmNames: names, NextToken: token, MaxRecords: size = 50 } = parameters
    const here = (held?.alarms ?? []).filter((alarm) => alarm.region === region)
    const wanted = Array.isArray(names) ? here.filter(({ name }) => names.includes(name)) : here
    const { items, next } = jsonPage(wanted, { token, size, world })
    return { MetricAlarms: items.map(describe), CompositeAlarms: [], ...(next && { NextToken: next }) }
  },
})

const describe = ({ name, arn, metric, namespace = 'CISBenchmark', actions, more = {} }: SimulatedAlarm) => ({
  AlarmName: name,
  AlarmArn: arn,
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: actions,
  InsufficientDataActions: [],
  StateValue: 'OK',
  MetricName: metric,
  Namespace: namespace,
  Statistic: 'Sum',
  Dimensions: [],
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
  ...more,
})
