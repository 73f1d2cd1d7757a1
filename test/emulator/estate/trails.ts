import * as sdk from '@aws-sdk/client-cloudtrail'
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateKeyCommand, DisableKeyCommand } from '@aws-sdk/client-kms'
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'
import { rootOf } from './names.ts'
import { acl, createBucket, logging } from './s3.ts'

/** What the bucket of a trail is told besides. */
const bucketVerdicts: Verdicts = {
  45: 'PASS',
  46: 'PASS',
  47: 'PASS',
  48: 'FAIL',
  57: 'FAIL',
  1015: 'PASS',
  1016: 'FAIL',
  1019: 'FAIL',
}

/** CloudTrail itself writes to the bucket: a service is not the public. */
const delivery = (bucket: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${bucket}/*`,
})

async function createTrail(
  account: Account,
  Name: string,
  input: Omit<sdk.CreateTrailCommandInput, 'Name'>,
): Promise<void> {
  const cloudtrail = await account.client('cloudtrail')
  await cloudtrail.send(new sdk.CreateTrailCommand({ Name, ...input }))
}

async function putPolicy(account: Account, Bucket: string, ...Statement: unknown[]): Promise<void> {
  const s3 = await account.client('s3')
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }))
}

async function createKey(account: Account, isEnabled: boolean): Promise<string> {
  const kms = await account.client('kms')
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'of a trail' }))
  const { KeyId = '', Arn = '' } = KeyMetadata ?? {}
  if (!isEnabled) await kms.send(new DisableKeyCommand({ KeyId }))
  account.expect(KeyId, { 26: isEnabled ? 'FAIL' : 'NOT_APPLICABLE', 1015: isEnabled ? 'PASS' : 'NOT_APPLICABLE' })
  return Arn
}

export const trailGroup = 'trail-events'

async function logGroup(account: Account) {
  const logs = await account.client('logs')
  await logs.send(new CreateLogGroupCommand({ logGroupName: trailGroup }))
  return {
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${account.home}:${account.id}:log-group:${trailGroup}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${account.id}:role/trail`,
  }
}

/** One trail for all regions that records everything and lacks nothing; and one that stopped, with a key that is off. */
export async function fillCarefulTrails(account: Account): Promise<void> {
  const bucket = `trail-logs-${account.id}`
  await createBucket(account, bucket, account.home)
  await logging(`trail-access-${account.id}`)(await account.client('s3'), bucket)
  await putPolicy(account, bucket, delivery(bucket))
  account.expect(bucket, { ...bucketVerdicts, 21: 'PASS', 24: 'PASS' })
  account.expect(`trail-access-${account.id}`, {
    ...bucketVerdicts,
    21: 'NOT_APPLICABLE',
    24: 'NOT_APPLICABLE',
    47: 'FAIL',
  })

  const everywhere = { S3BucketName: bucket, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true }
  const complete = {
    EnableLogFileValidation: true,
    KmsKeyId: await createKey(account, true),
    ...(await logGroup(account)),
  }
  await createTrail(account, 'complete', { ...everywhere, ...complete })
  await startLogging(account, 'complete', [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }])
  account.expect('complete', { 20: 'PASS', 22: 'PASS', 25: 'PASS' })

  await createTrail(account, 'stopped', { ...everywhere, KmsKeyId: await createKey(account, false) })
  account.expect('stopped', { 20: 'FAIL', 22: 'NOT_APPLICABLE', 25: 'FAIL' })
  account.expect(rootOf(account), { 19: 'PASS', 1022: 'PASS', 1023: 'PASS' })
}

/** A trail of one region does not see the others, whatever else it does. */
export async function fillRegionalTrail(account: Account): Promise<void> {
  const bucket = `trail-logs-${account.id}`
  await createBucket(account, bucket, account.home)
  await acl('public-read')(await account.client('s3'), bucket)
  await putPolicy(account, bucket, delivery(bucket))
  // The account's own block takes the effect of the access control list away.
  account.expect(bucket, { ...bucketVerdicts, 21: 'PASS', 24: 'FAIL', 47: 'FAIL', 1019: 'PASS' })
  await createTrail(account, 'regional', { S3BucketName: bucket })
  await startLogging(account, 'regional', [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }])
  account.expect('regional', { 20: 'FAIL', 22: 'FAIL', 25: 'FAIL' })
  account.expect(rootOf(account), { 19: 'FAIL', 1022: 'FAIL', 1023: 'FAIL' })
}

/** A trail for all regions with a public bucket, that records what is written to objects, and of one bucket what is read. */
export async function fillHalfDoneTrail(account: Account): Promise<void> {
  const bucket = `trail-logs-${account.id}`
  await createBucket(account, bucket, account.home)
  const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }
  await putPolicy(account, bucket, delivery(bucket), open)
  account.expect(bucket, { ...bucketVerdicts, 21: 'FAIL', 24: 'FAIL', 46: 'FAIL', 47: 'FAIL', 1015: 'FAIL' })

  const input = {
    S3BucketName: bucket,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    ...(await logGroup(account)),
  }
  await createTrail(account, 'half-done', input)
  const cloudtrail = await account.client('cloudtrail')
  await cloudtrail.send(new sdk.StartLoggingCommand({ Name: 'half-done' }))
  const field = (Field: string, ...Equals: string[]) => ({ Field, Equals })
  const objects = [field('eventCategory', 'Data'), field('resources.type', 'AWS::S3::Object')]
  const oneBucket = { Field: 'resources.ARN', StartsWith: [`arn:aws:s3:::${bucket}/`] }
  const AdvancedEventSelectors = [
    { Name: 'management', FieldSelectors: [field('eventCategory', 'Management')] },
    { Name: 'writes', FieldSelectors: [...objects, field('readOnly', 'false')] },
    { Name: 'reads of one bucket', FieldSelectors: [...objects, field('readOnly', 'true'), oneBucket] },
  ]
  await cloudtrail.send(new sdk.PutEventSelectorsCommand({ TrailName: 'half-done', AdvancedEventSelectors }))
  account.expect('half-done', { 20: 'PASS', 22: 'PASS', 25: 'FAIL' })
  account.expect(rootOf(account), { 19: 'PASS', 1022: 'PASS', 1023: 'FAIL' })
}

async function startLogging(account: Account, Name: string, DataResources: sdk.DataResource[]): Promise<void> {
  const cloudtrail = await account.client('cloudtrail')
  await cloudtrail.send(new sdk.StartLoggingCommand({ Name }))
  const selector = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources } as const
  await cloudtrail.send(new sdk.PutEventSelectorsCommand({ TrailName: Name, EventSelectors: [selector] }))
}
