import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'
const region = 'eu-west-1'

const example = (type: string, resource: string, name: string): ResourceRef => {
  const service = type.split('.')[1]
  return { cloud: 'aws', type, id: `arn:aws:${service}:${region}:${account}:${resource}`, name, account, region }
}

/** One resource of each type of this area, of the account 111122223333. */
export const loggingExamples: readonly ResourceRef[] = [
  example('aws.cloudtrail.trail', 'trail/all-regions', 'all-regions'),
  example('aws.logs.log-group', 'log-group:/aws/cloudtrail#1', '/aws/cloudtrail#1'),
  example('aws.logs.metric-filter', 'log-group:/aws/cloudtrail:metric-filter:root usage', 'root usage'),
  example('aws.cloudwatch.alarm', 'alarm:root usage/now', 'root usage/now'),
  example('aws.sns.topic', 'security-alerts', 'security-alerts'),
  example('aws.sns.subscription', 'security-alerts:0d2f3c4b-1111-4222-8333-444455556666', 'ops@example.com'),
  example('aws.config.recorder', 'configuration-recorder/default/abcdefgh12345678', 'default'),
  example('aws.kms.key', 'key/1a2b3c4d-1111-4222-8333-444455556666', 'orders'),
]
