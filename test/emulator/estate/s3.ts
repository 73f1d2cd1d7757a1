import * as sdk from '@aws-sdk/client-s3'
import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'
import { rootOf } from './names.ts'

const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }

/** What a bucket without any settings is told. */
const bare: Verdicts = {
  21: 'NOT_APPLICABLE',
  24: 'NOT_APPLICABLE',
  45: 'PASS',
  46: 'PASS',
  47: 'FAIL',
  48: 'FAIL',
  57: 'FAIL',
  1016: 'FAIL',
  1019: 'FAIL',
}

const policy = (...statements: readonly Record<string, unknown>[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.length === 1 ? statements[0] : statements })

type Dress = (s3: sdk.S3Client, Bucket: string) => Promise<unknown>

/** Buckets of which each differs from a bare one in one thing. */
export async function fillBuckets(account: Account): Promise<void> {
  const [home = '', other = ''] = account.regions
  async function bucket(name: string, verdicts: Verdicts, dress: Dress, region = home) {
    await createBucket(account, name, region)
    await dress(await account.client('s3', region), name)
    account.expect(name, { ...bare, ...verdicts })
  }

  await bucket('bare-emu', {}, async () => undefined)
  await bucket('versions-kept-emu', { 48: 'PASS' }, versioning('Enabled'), other)
  await bucket('versions-suspended-emu', {}, versioning('Suspended'))
  await bucket('logged-emu', { 47: 'PASS' }, logging('log-target-emu'))
  await bucket('log-target-emu', {}, async () => undefined)
  await bucket('blocked-emu', { 1019: 'PASS' }, block(blocked))
  await bucket('blocked-in-part-emu', {}, block({ ...blocked, BlockPublicAcls: false }), other)

  await bucket('acl-everyone-emu', { 45: 'FAIL' }, acl('public-read'))
  await bucket('acl-signed-in-emu', { 45: 'FAIL' }, acl('authenticated-read'))
  await bucket('acl-ignored-emu', {}, both(acl('public-read'), block({ IgnorePublicAcls: true })))

  await bucket('policy-everyone-emu', { 46: 'FAIL', 1015: 'FAIL' }, allow('policy-everyone-emu', { Principal: '*' }))
  await bucket(
    'policy-everyone-list-emu',
    { 46: 'FAIL', 1015: 'FAIL' },
    allow('policy-everyone-list-emu', { Principal: { AWS: ['*'] } }),
  )
  await bucket(
    'policy-organization-emu',
    { 1015: 'PASS' },
    allow('policy-organization-emu', {
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    }),
  )
  await bucket(
    'policy-wide-network-emu',
    { 46: 'FAIL', 1015: 'FAIL' },
    allow('policy-wide-network-emu', {
      Principal: '*',
      Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
    }),
  )
  await bucket(
    'policy-account-emu',
    { 1015: 'PASS' },
    allow('policy-account-emu', { Principal: { AWS: `arn:aws:iam::${account.id}:root` } }),
  )

  await bucket('tls-only-emu', { 57: 'PASS', 1015: 'PASS' }, tls('tls-only-emu', 's3:*', true))
  await bucket('tls-for-reading-emu', { 1015: 'PASS' }, tls('tls-for-reading-emu', 's3:GetObject', true))
  await bucket('tls-for-objects-emu', { 1015: 'PASS' }, tls('tls-for-objects-emu', 's3:*', false))
}

/** The account's own block counts for all of its buckets. */
export async function fillBlockedAccount(account: Account): Promise<void> {
  const s3control = await account.client('s3control')
  await s3control.send(
    new PutPublicAccessBlockCommand({ AccountId: account.id, PublicAccessBlockConfiguration: blocked }),
  )
  account.expect(rootOf(account), { 1018: 'PASS' })
  await createBucket(account, 'acl-under-block-emu', account.home)
  await acl('public-read')(await account.client('s3'), 'acl-under-block-emu')
  account.expect('acl-under-block-emu', { ...bare, 45: 'PASS', 1019: 'PASS' })
}

/** Three of the four settings are not enough. */
export async function fillHalfBlockedAccount(account: Account): Promise<void> {
  const s3control = await account.client('s3control')
  const half = { ...blocked, RestrictPublicBuckets: false }
  await s3control.send(new PutPublicAccessBlockCommand({ AccountId: account.id, PublicAccessBlockConfiguration: half }))
  account.expect(rootOf(account), { 1018: 'FAIL' })
}

export function expectUnblockedAccount(account: Account): void {
  account.expect(rootOf(account), { 1018: 'FAIL' })
}

export async function createBucket(account: Account, Bucket: string, region: string): Promise<void> {
  const s3 = await account.client('s3', region)
  const LocationConstraint = region as sdk.BucketLocationConstraint
  const isDefault = region === 'us-east-1'
  await s3.send(
    new sdk.CreateBucketCommand({
      Bucket,
      ...(isDefault ? {} : { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  )
}

const versioning =
  (Status: sdk.BucketVersioningStatus): Dress =>
  (s3, Bucket) =>
    s3.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }))

/** S3 delivers only to a bucket that lets it. */
export const logging =
  (target: string): Dress =>
  async (s3, Bucket) => {
    await s3.send(new sdk.CreateBucketCommand({ Bucket: target })).catch(() => undefined)
    const groups = ['WRITE', 'READ_ACP'].map((Permission) => ({
      Permission: Permission as sdk.Permission,
      Grantee: delivery,
    }))
    const Owner = (await s3.send(new sdk.GetBucketAclCommand({ Bucket: target }))).Owner
    await s3.send(new sdk.PutBucketAclCommand({ Bucket: target, AccessControlPolicy: { Grants: groups, Owner } }))
    const LoggingEnabled = { TargetBucket: target, TargetPrefix: `${Bucket}/` }
    return s3.send(new sdk.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }))
  }

const delivery = { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' }

const block =
  (PublicAccessBlockConfiguration: sdk.PublicAccessBlockConfiguration): Dress =>
  (s3, Bucket) =>
    s3.send(new sdk.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }))

export const acl =
  (ACL: sdk.BucketCannedACL): Dress =>
  (s3, Bucket) =>
    s3.send(new sdk.PutBucketAclCommand({ Bucket, ACL }))

const both =
  (...parts: readonly Dress[]): Dress =>
  async (s3, Bucket) => {
    for (const part of parts) await part(s3, Bucket)
  }

const allow = (name: string, rest: Record<string, unknown>): Dress =>
  put(policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*`, ...rest }))

const tls = (name: string, Action: string, withBucket: boolean): Dress => {
  const objects = `arn:aws:s3:::${name}/*`
  const Resource = withBucket ? [`arn:aws:s3:::${name}`, objects] : [objects]
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } }
  return put(policy({ Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action, Resource, Condition }))
}

const put =
  (Policy: string): Dress =>
  (s3, Bucket) =>
    s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }))
