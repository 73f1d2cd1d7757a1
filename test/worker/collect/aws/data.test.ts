import { describe, expect, test } from 'vitest'
import { demoAwsEstate } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

describe('a bucket', () => {
  test('has the tags that its own region knows, at one call per region', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-invoices').tags).toEqual({ env: 'prod', team: 'billing' })
    expect(named(buckets, 'harbor-scratch')).toMatchObject({ tags: {}, unread: [] })
    expect(cloud.calls.get('tagging:GetResources')).toBe(2)
    const { id } = named(buckets, 'harbor-invoices')
    expect((await collectOne(connection, 'aws.s3.bucket', id))?.tags).toEqual({ env: 'prod', team: 'billing' })
  })

  test('whose tags are refused is unread in them alone', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'tagging:GetResources', region: 'eu-west-1', kind: 'deny' })
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-scratch').unread).toEqual([
      expect.objectContaining({ field: 'tags', permission: 'tag:GetResources' }),
    ])
    expect(named(buckets, 'harbor-invoices').unread).toEqual([])
  })
})

test("the account's public access block is asked for once, for the account and all of its buckets", async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  await collect(connection, 'aws.account')
  await collect(connection, 'aws.s3.bucket')
  expect(cloud.calls.get('s3control:GetPublicAccessBlock')).toBe(1)
})
