import { describe, expect, test } from 'vitest'
import { demoAwsEstate, generateAwsEstate, hostileAwsEstate } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo } from './collect.ts'

const types = [
  'aws.account',
  'aws.region',
  'aws.iam.user',
  'aws.s3.bucket',
  'aws.ec2.vpc',
  'aws.ec2.security-group',
  'aws.ec2.instance',
]

describe.each(types)('%s', (type) => {
  test('is the same from pages of one as from a single page', async () => {
    const whole = await connectTo(demoAwsEstate())
    const expected = [
      ...(await collect(whole.connection, type, 'eu-west-1')),
      ...(await collect(whole.connection, type)),
    ]
    const pages = await connectTo(demoAwsEstate(), { pageSize: 1 })
    const found = [...(await collect(pages.connection, type, 'eu-west-1')), ...(await collect(pages.connection, type))]
    expect(found).toEqual(expected)
  })

  test('is the same read alone as in the list', async () => {
    const estate = demoAwsEstate()
    for (const { users } of estate.accounts) users.splice(0, users.length, ...users.filter(({ isNew }) => !isNew))
    const { connection } = await connectTo(estate)
    for (const region of connection.regions)
      for (const resource of (await collect(connection, type, region)).slice(0, 4))
        expect(await collectOne(connection, type, resource.id, region)).toEqual(resource)
  })

  test('holds hostile names as they are', async () => {
    const { connection } = await connectTo(hostileAwsEstate())
    const resources = await collect(connection, type)
    expect(resources.length).toBeGreaterThan(0)
    expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length)
  })
})

test('disabled regions are neither listed nor touched', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  expect(connection.regions).toEqual(['eu-west-1', 'us-east-1'])
  for (const type of types) for (const region of connection.regions) await collect(connection, type, region)
  expect([...cloud.regions].sort()).toEqual(['eu-west-1', 'us-east-1'])
})

test('a resource that is gone has no live reading', async () => {
  const { connection, account } = await connectTo(demoAwsEstate())
  const { id } = account
  const ids = {
    'aws.iam.user': `arn:aws:iam::${id}:user/nobody`,
    'aws.s3.bucket': 'arn:aws:s3:::harbor',
    'aws.ec2.vpc': `arn:aws:ec2:us-east-1:${id}:vpc/vpc-0`,
    'aws.ec2.security-group': `arn:aws:ec2:us-east-1:${id}:security-group/sg-0`,
    'aws.ec2.instance': `arn:aws:ec2:us-east-1:${id}:instance/i-0`,
  }
  for (const [type, gone] of Object.entries(ids)) expect(await collectOne(connection, type, gone), type).toBeUndefined()
})

test('what a thousand resources hold is all found, with five calls a bucket and none a user', async () => {
  const estate = generateAwsEstate({ resources: 1000, seed: 7 })
  const { cloud, connection, account } = await connectTo(estate)
  let found = 0
  for (const type of types) {
    const isRegional = type.startsWith('aws.ec2') || type === 'aws.region'
    for (const region of isRegional ? connection.regions : ['us-east-1'])
      found += (await collect(connection, type, region)).length
  }
  const { users, buckets, vpcs, securityGroups, instances } = account
  const lists = [users, buckets, vpcs, securityGroups, instances]
  expect(found).toBe(lists.reduce((sum, { length }) => sum + length, 1 + connection.regions.length))
  const bucketCalls = [
    'GetBucketAcl',
    'GetBucketPolicy',
    'GetPublicAccessBlock',
    'GetBucketLogging',
    'GetBucketVersioning',
  ]
  for (const call of bucketCalls) expect(cloud.calls.get(`s3:${call}`), call).toBe(account.buckets.length)
  expect([...cloud.calls.keys()].filter((call) => call.startsWith('s3:')).length).toBe(bucketCalls.length + 1)
  expect(cloud.calls.get('iam:GetAccountAuthorizationDetails')).toBe(1)
  expect(cloud.calls.get('iam:GetUser')).toBeUndefined()
  expect(cloud.calls.get('sts:AssumeRole')).toBe(1)
})
