import { PutMetricAlarmCommand, type PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch'
import { PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand } from '@aws-sdk/client-sqs'
import type { Account } from '../account.ts'
import type { Verdict } from '../expectation.ts'
import { rightPatterns, wrongPatterns } from './alarm-patterns.ts'
import { rootOf } from './names.ts'
import { trailGroup } from './trails.ts'

const namespace = 'Benchmark'

/** Filter, metric, alarm and topic, link by link; needs the trail of the account. */
export async function fillAlarms(account: Account): Promise<void> {
  const topic = await createTopic(account, 'security-alarms', true)
  for (const [cid, pattern] of Object.entries(rightPatterns)) await alarm(account, cid, pattern, topic)
  account.expect(rootOf(account), verdictsOf(rightPatterns, 'PASS'))
}

/** The same chain from patterns that miss something; those of two controls are right, but their chain breaks further on. */
export async function fillBrokenAlarms(account: Account): Promise<void> {
  const topic = await createTopic(account, 'security-alarms', true)
  const silent = await createTopic(account, 'nobody-listens', false)
  const broken: Readonly<Record<string, readonly [string, Partial<PutMetricAlarmCommandInput>]>> = {
    36: [silent, {}],
    37: [topic, { ActionsEnabled: false }],
    38: [topic, { Namespace: 'Elsewhere' }],
  }
  for (const [cid, pattern] of Object.entries(wrongPatterns)) {
    const [to, change] = broken[cid] ?? [topic, {}]
    const isRight = cid in broken
    await alarm(account, cid, isRight ? (rightPatterns[Number(cid)] ?? '') : pattern, to, change)
  }
  account.expect(rootOf(account), { ...verdictsOf(wrongPatterns, 'FAIL'), 1025: 'NOT_APPLICABLE' })
}

/** Without a trail for all regions there is nothing to alarm anyone of. */
export function expectNoAlarms(account: Account): void {
  account.expect(rootOf(account), { ...verdictsOf(wrongPatterns, 'FAIL'), 1025: 'NOT_APPLICABLE' })
}

const verdictsOf = (patterns: Readonly<Record<number, string>>, verdict: Verdict) =>
  Object.fromEntries(Object.keys(patterns).map((cid) => [cid, verdict]))

async function createTopic(account: Account, Name: string, isHeard: boolean): Promise<string> {
  const sns = await account.client('sns')
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }))
  account.expect(TopicArn, { 1015: 'PASS' })
  if (!isHeard) return TopicArn
  const sqs = await account.client('sqs')
  await sqs.send(new CreateQueueCommand({ QueueName: `${Name}-heard` }))
  const Endpoint = `arn:aws:sqs:${account.home}:${account.id}:${Name}-heard`
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }))
  return TopicArn
}

async function alarm(
  account: Account,
  cid: string,
  filterPattern: string,
  topic: string,
  change: Partial<PutMetricAlarmCommandInput> = {},
) {
  const [logs, cloudwatch] = await Promise.all([account.client('logs'), account.client('cloudwatch')])
  const metricName = `events-${cid}`
  const metricTransformations = [{ metricName, metricNamespace: namespace, metricValue: '1' }]
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName: trailGroup,
      filterName: metricName,
      filterPattern,
      metricTransformations,
    }),
  )
  const limit = { Statistic: 'Sum', Period: 300, EvaluationPeriods: 1, Threshold: 1 } as const
  const ComparisonOperator = 'GreaterThanOrEqualToThreshold'
  const metric = { MetricName: metricName, Namespace: namespace, AlarmActions: [topic] }
  await cloudwatch.send(
    new PutMetricAlarmCommand({ AlarmName: metricName, ComparisonOperator, ...limit, ...metric, ...change }),
  )
}
