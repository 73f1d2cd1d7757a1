import type { AwsAccount } from './estate.ts'
import type { SimulatedAlarm } from './services/cloudwatch.ts'
import type { SimulatedLogGroup } from './services/logs.ts'

const account = '111122223333'
const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const arn = (service: string, region: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`
const trailGroup = arn('logs', virginia, 'log-group:/harbor/cloudtrail')
const alerts = arn('sns', virginia, 'security-alerts')
const trailKey = arn('kms', virginia, 'key/1f0e2d3c-4b5a-4697-8a8b-9c0d1e2f3a4b')

const anyOf = (...names: string[]) => names.map((name) => `($.eventName = ${name})`).join(' || ')

/** What is watched, in the words of filters that people write; the last two are not what they should be. */
const watched: Readonly<Record<string, string>> = {
  'root-usage':
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  'refused-calls': '{ ($.errorCode = "AccessDenied*") || ($.errorCode = "*UnauthorizedOperation") }',
  'trail-changes': `{ ${anyOf('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')} }`,
  'nacl-changes':
    '{ ($.eventName = "CreateNetworkAcl*") || ($.eventName = "DeleteNetworkAcl*") || ($.eventName = "ReplaceNetworkAcl*") }',
  'route-changes': `{ ${anyOf('CreateRoute', 'ReplaceRoute', 'DeleteRoute')} }`,
  'key-removal': `{ ($.eventSource = kms.amazonaws.com) && (${anyOf('DisableKey')}) }`,
}

const filters = Object.entries(watched).map(([name, pattern]) => ({ name, pattern, metric: name }))

const groups: SimulatedLogGroup[] = [
  {
    ...{ name: '/harbor/cloudtrail', region: virginia, arn: trailGroup, retention: 365, filters },
    tags: { team: 'security' },
  },
  {
    name: '/aws/lambda/harbor-orders',
    region: ireland,
    arn: arn('logs', ireland, 'log-group:/aws/lambda/harbor-orders'),
  },
]

const alarm = (name: string, actions: string[]): SimulatedAlarm => ({
  ...{ name, region: virginia, arn: arn('cloudwatch', virginia, `alarm:${name}`), metric: name, actions },
})

const selector = { ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] }

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoLogging = (ago: (days: number) => string): Partial<AwsAccount> => ({
  cloudtrail: {
    trails: [
      {
        ...{
          name: 'harbor-all-regions',
          region: virginia,
          arn: arn('cloudtrail', virginia, 'trail/harbor-all-regions'),
        },
        ...{ bucket: 'harbor-data-lake', isMultiRegion: true, validation: true, key: trailKey },
        ...{ logGroupArn: trailGroup, tags: { team: 'security' } },
        status: {
          ...{ IsLogging: true, StartLoggingTime: ago(400), LatestDeliveryTime: ago(0) },
          LatestCloudWatchLogsDeliveryTime: ago(0),
        },
        selectors: {
          EventSelectors: [
            {
              ...{ ...selector, ReadWriteType: 'WriteOnly', IncludeManagementEvents: false },
              DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
            },
            { ...selector, DataResources: [] },
          ],
        },
      },
      {
        ...{ name: 'harbor-eu-legacy', region: ireland, arn: arn('cloudtrail', ireland, 'trail/harbor-eu-legacy') },
        bucket: 'harbor-press-kit',
        status: { IsLogging: true, StartLoggingTime: ago(700), LatestDeliveryTime: ago(0) },
      },
    ],
  },
  logs: { groups },
  cloudwatch: {
    alarms: [
      alarm('root-usage', [alerts]),
      alarm('refused-calls', [arn('sns', virginia, 'old-pager')]),
      alarm('trail-changes', []),
      alarm('nacl-changes', [alerts]),
      alarm('key-removal', [alerts]),
    ],
  },
  sns: {
    topics: [
      {
        ...{ arn: alerts, tags: { team: 'security' } },
        subscriptions: [
          {
            arn: `${alerts}:7b1f0c2e-1111-4222-8333-444455556666`,
            protocol: 'email',
            endpoint: 'oncall@harbor.example',
          },
        ],
      },
      {
        arn: arn('sns', virginia, 'old-pager'),
        subscriptions: [{ arn: 'PendingConfirmation', protocol: 'email', endpoint: 'left@harbor.example' }],
      },
      {
        arn: arn('sns', ireland, 'partner-events'),
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Sid: 'Anyone', Effect: 'Allow', Principal: '*', Action: 'SNS:Publish', Resource: '*' }],
        }),
      },
    ],
  },
  config: {
    recorders: [
      {
        region: virginia,
        recorder: {
          ...{ name: 'default', arn: arn('config', virginia, 'configuration-recorder/default/k7sxmwxrzp2d3f8a') },
          ...{ roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig` },
          ...{ recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
        },
        status: { recording: true, lastStatus: 'SUCCESS' },
        channel: { name: 'default', s3BucketName: 'harbor-access-logs' },
      },
    ],
  },
  kms: {
    keys: [
      { arn: trailKey, alias: 'alias/harbor-cloudtrail', rotates: true, tags: { team: 'security' } },
      { arn: arn('kms', ireland, 'key/5a6b7c8d-1111-4222-8333-9e0f1a2b3c4d'), alias: 'alias/harbor-orders' },
      {
        arn: arn('kms', ireland, 'key/9c8b7a69-1111-4222-8333-0f1e2d3c4b5a'),
        more: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
      },
      { arn: arn('kms', ireland, 'key/0a0b0c0d-1111-4222-8333-aabbccddeeff'), alias: 'alias/aws/ebs' },
    ],
  },
})
