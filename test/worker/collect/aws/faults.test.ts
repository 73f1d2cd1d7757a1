import { expect, test } from 'vitest'
import { OperationError } from '../../../../worker/operation-error.ts'
import { demoAwsEstate } from '../../../clouds/aws-estate.ts'
import type { Fault } from '../../../clouds/cloud.ts'
import { collect, connectTo, named } from './collect.ts'

const bucketReads = [
  ['s3:GetBucketAcl', 's3:GetBucketAcl', 'aclAccess'],
  ['s3:GetBucketPolicy', 's3:GetBucketPolicy', 'policyAccess'],
  ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock', 'restrictPublicBuckets'],
  ['s3:GetBucketLogging', 's3:GetBucketLogging', 'logBucket'],
  ['s3:GetBucketVersioning', 's3:GetBucketVersioning', 'versioning'],
] as const

test.each(bucketReads)(
  'a refused %s leaves its fields unread, and names the permission',
  async (operation, permission, field) => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, resource: 'harbor-scratch', kind: 'deny' })
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(buckets).toHaveLength(10)
    const bucket = named(buckets, 'harbor-scratch')
    const unread = bucket.unread?.find((one) => one.field === field)
    expect(unread).toMatchObject({ operation, permission })
    expect(unread?.reason).toContain(permission)
    expect(bucket.config[field]).toBeUndefined()
    expect(named(buckets, 'harbor-invoices').unread).toEqual([])
  },
)

test.each(bucketReads)('a cut-off or malformed %s is unread too', async (operation, _, field) => {
  for (const kind of ['cut', 'malformed', 'error', 'throttle'] as const) {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, resource: 'harbor-invoices', kind })
    const bucket = named(await collect(connection, 'aws.s3.bucket'), 'harbor-invoices')
    expect(
      bucket.unread?.map((one) => one.field),
      kind,
    ).toContain(field)
    expect(bucket.config[field], kind).toBeUndefined()
    expect(
      bucket.unread?.every(({ permission }) => permission === undefined),
      kind,
    ).toBe(true)
  }
})

test('a refused account block leaves open what only it can tell', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation: 's3control:GetPublicAccessBlock', kind: 'deny' })
  const buckets = await collect(connection, 'aws.s3.bucket')
  const blocked = named(buckets, 'harbor-invoices')
  expect(blocked.config).toMatchObject({ restrictPublicBuckets: true, policyAccess: 'private' })
  const open = named(buckets, 'harbor-public-site')
  expect(open.config.policyAccess).toBeUndefined()
  expect(open.unread).toContainEqual(
    expect.objectContaining({ field: 'policyAccess', permission: 's3:GetAccountPublicAccessBlock' }),
  )
  expect(named(buckets, 'harbor-scratch').config).toMatchObject({ policyAccess: 'private', aclAccess: 'private' })
})

test('a refused credential report leaves every user there, unread', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation: 'iam:GenerateCredentialReport', kind: 'deny' })
  const users = await collect(connection, 'aws.iam.user')
  expect(users).toHaveLength(12)
  for (const user of users) {
    expect(user.config.mfaActive).toBeUndefined()
    expect(user.unread).toContainEqual(
      expect.objectContaining({ field: 'mfaActive', permission: 'iam:GenerateCredentialReport' }),
    )
  }
})

test('refused flow logs leave every VPC there, unread', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation: 'ec2:DescribeFlowLogs', kind: 'deny' })
  for (const vpc of await collect(connection, 'aws.ec2.vpc')) {
    expect(vpc.config.recordsRejected).toBeUndefined()
    expect(vpc.unread?.map(({ field }) => field)).toEqual(['flowLog', 'recordsRejected'])
  }
})

test('a refused prefix list leaves the openings of the groups that name it unread, and of no others', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation: 'ec2:GetManagedPrefixListEntries', kind: 'deny' })
  const groups = await collect(connection, 'aws.ec2.security-group')
  const unread = groups.filter((group) => group.unread?.some(({ field }) => field === 'internetOpenings'))
  expect(unread.map(({ name }) => name)).toEqual(['office-ssh'])
  expect(unread[0]?.config.internetOpenings).toBeUndefined()
})

const lists = [
  ['aws.iam.user', 'iam:GetAccountAuthorizationDetails', 'iam:GetAccountAuthorizationDetails'],
  ['aws.s3.bucket', 's3:ListBuckets', 's3:ListAllMyBuckets'],
  ['aws.ec2.vpc', 'ec2:DescribeVpcs', 'ec2:DescribeVpcs'],
  ['aws.ec2.security-group', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroups'],
  ['aws.ec2.instance', 'ec2:DescribeInstances', 'ec2:DescribeInstances'],
] as const

test.each(lists)('a list of %s that fails is an error, never an empty list', async (type, operation, permission) => {
  for (const kind of ['deny', 'throttle', 'error', 'cut', 'malformed'] as const) {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, kind })
    const failure = await collect(connection, type).catch((error: unknown) => error)
    expect(failure, kind).toBeInstanceOf(OperationError)
    expect(failure, kind).toMatchObject({ operation, permission })
    const expected = { deny: 'denied', throttle: 'throttled', error: 'failed', cut: 'failed', malformed: 'failed' }[
      kind
    ]
    expect((failure as OperationError).failure, kind).toBe(expected)
  }
})

test.each(lists)('a list of %s whose second page fails is an error', async (type, operation) => {
  const { cloud, connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
  const rule: Fault = { operation, kind: 'malformed', times: 0 }
  cloud.faults.push(rule)
  const first = cloud.calls.get(operation) ?? 0
  const watch = setInterval(() => {
    if ((cloud.calls.get(operation) ?? 0) > first) rule.times = 1
  }, 1)
  const failure = await collect(connection, type).catch((error: unknown) => error)
  clearInterval(watch)
  expect(failure).toBeInstanceOf(OperationError)
})

test.each(lists)('throttling, failures and cut-off answers to %s are ridden out', async (type, operation) => {
  const calm = await connectTo(demoAwsEstate())
  const expected = await collect(calm.connection, type)
  const { cloud, connection } = await connectTo(demoAwsEstate(), { attempts: 10 })
  cloud.faults.push(
    { operation, kind: 'throttle', times: 2 },
    { operation, kind: 'error', times: 2 },
    { operation, kind: 'cut', times: 1 },
  )
  expect(await collect(connection, type)).toEqual(expected)
  expect(cloud.faults.map(({ times }) => times)).toEqual([0, 0, 0])
})
