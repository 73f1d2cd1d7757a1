import type { Loss } from './denials.ts'

const recorded = ['recordsManagementEvents', 'recordsObjectWrites', 'recordsObjectReads']
const alarms = [
  ...['unauthorizedCallsAlarm', 'signInWithoutMfaAlarm', 'rootUsageAlarm', 'iamPolicyChangesAlarm'],
  ...['trailChangesAlarm', 'failedSignInsAlarm', 'keyRemovalAlarm', 'bucketPolicyChangesAlarm'],
  ...['recorderChangesAlarm', 'securityGroupChangesAlarm', 'networkAclChangesAlarm', 'gatewayChangesAlarm'],
  ...['routeTableChangesAlarm', 'vpcChangesAlarm', 'organizationChangesAlarm'],
]
/** Those that the demo has filters for, and of these the ones whose alarm tells a topic. */
const filtered = ['unauthorizedCallsAlarm', 'rootUsageAlarm', 'trailChangesAlarm', 'networkAclChangesAlarm']
const notified = ['unauthorizedCallsAlarm', 'rootUsageAlarm', 'networkAclChangesAlarm']
const policy = ['policyAccess', 'publicStatements', 'hasPolicy']

/** What a run lacks when an operation of this area is refused. */
export const loggingLosses: Readonly<Record<string, Loss>> = {
  'cloudtrail:DescribeTrails': {
    lists: 'aws.cloudtrail.trail',
    fills: { 'aws.account': [...recorded, ...alarms], 'aws.s3.bucket': ['trails'] },
  },
  'cloudtrail:GetTrailStatus': {
    fills: { 'aws.cloudtrail.trail': ['isLogging', 'logsDelivered'], 'aws.account': [...recorded, ...alarms] },
  },
  'cloudtrail:GetEventSelectors': {
    fills: { 'aws.cloudtrail.trail': ['managementEvents'], 'aws.account': [...recorded, ...alarms] },
  },
  'logs:DescribeLogGroups': {},
  'logs:DescribeMetricFilters': { fills: { 'aws.account': alarms } },
  'cloudwatch:DescribeAlarms': { fills: { 'aws.account': filtered } },
  'sns:ListTopics': { lists: 'aws.sns.topic' },
  'sns:GetTopicAttributes': { fills: { 'aws.sns.topic': policy } },
  'sns:ListSubscriptions': {},
  'sns:ListSubscriptionsByTopic': { fills: { 'aws.account': notified } },
  'config:DescribeConfigurationRecorders': {
    fills: { 'aws.region': ['configRecorder', 'recordsAllTypes'] },
  },
  'config:DescribeConfigurationRecorderStatus': { fills: { 'aws.region': ['isRecording', 'recordingStatus'] } },
  'config:DescribeDeliveryChannels': { fills: { 'aws.region': ['configBucket'] } },
  'kms:ListKeys': { lists: 'aws.kms.key' },
  'kms:ListAliases': { fills: { 'aws.kms.key': ['aliases'] } },
  'kms:DescribeKey': {
    fills: { 'aws.kms.key': ['canRotate', 'rotationEnabled', ...policy], 'aws.cloudtrail.trail': ['keyState'] },
    isPartly: true,
  },
  'kms:GetKeyRotationStatus': { fills: { 'aws.kms.key': ['rotationEnabled'] } },
  'kms:GetKeyPolicy': { fills: { 'aws.kms.key': policy } },
}
