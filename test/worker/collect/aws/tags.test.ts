import { expect, test } from 'vitest'
import { tagsOfRegion, tagsOfResource } from '../../../../worker/collect/aws/tags.ts'
import { OperationError } from '../../../../worker/operation-error.ts'
import { type AwsAccount, emptyAccount } from '../../../clouds/aws-estate.ts'
import type { CloudOptions } from '../../../clouds/cloud.ts'
import { connectTo, contextOf } from './collect.ts'

const created = '2024-01-01T00:00:00.000Z'
const vault = 'arn:aws:backup:us-east-1:123456789012:backup-vault:main'
const plan = 'arn:aws:backup:us-east-1:123456789012:backup-plan:main'

async function readFrom(options: CloudOptions = {}) {
  const account: AwsAccount = emptyAccount('123456789012')
  account.buckets.push(
    { name: 'orders', region: 'us-east-1', created, tags: { env: 'prod', owner: '' } },
    { name: 'plain', region: 'us-east-1', created },
    { name: 'harbor', region: 'eu-west-1', created, tags: { env: 'test' } },
  )
  account.tagging = {
    resources: [
      { arn: vault, tags: { tier: 'gold' } },
      { arn: plan, tags: { tier: 'silver' } },
    ],
  }
  const { cloud, connection } = await connectTo({ accounts: [account] }, options)
  return { cloud, context: contextOf(connection, 'us-east-1') }
}

test('tags are those of the kinds asked for, in the region asked for', async () => {
  const { context } = await readFrom()
  expect(await tagsOfRegion(context, ['s3'])).toEqual(new Map([['arn:aws:s3:::orders', { env: 'prod', owner: '' }]]))
  expect(await tagsOfRegion(context, ['s3'], 'eu-west-1')).toEqual(new Map([['arn:aws:s3:::harbor', { env: 'test' }]]))
  expect([...(await tagsOfRegion(context, ['backup:backup-vault'])).keys()]).toEqual([vault])
})

test('tags are read to the last page', async () => {
  const { cloud, context } = await readFrom({ pageSize: 1 })
  expect([...(await tagsOfRegion(context, ['s3', 'backup'])).keys()]).toEqual(['arn:aws:s3:::orders', vault, plan])
  expect(cloud.calls.get('tagging:GetResources')).toBe(3)
})

test('the tags of one resource are asked for alone, and empty where it has none', async () => {
  const { context } = await readFrom({ pageSize: 1 })
  expect(await tagsOfResource(context, vault)).toEqual({ tier: 'gold' })
  expect(await tagsOfResource(context, 'arn:aws:s3:::plain')).toEqual({})
})

test('refused tags are an error that names the permission', async () => {
  const { cloud, context } = await readFrom()
  cloud.faults.push({ operation: 'tagging:GetResources', kind: 'deny' })
  const failure = await tagsOfRegion(context, ['s3']).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OperationError)
  expect(failure).toMatchObject({ failure: 'denied', permission: 'tag:GetResources' })
})
