import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ResourceType } from '../../../worker/resource-type.ts'
import { idKey, normalise, UnintelligibleError } from '../../../worker/scan/normalise.ts'
import { createAccount, fakeTypes } from './fake-account.ts'

const place = { account: '111122223333', partition: 'aws', region: 'eu-west-1' }
const [, bucket] = fakeTypes(createAccount()) as [ResourceType, ResourceType]
const found = (raw: unknown, type = bucket) => normalise(type, raw, place)

test('the same facts in another order are the same resource', () => {
  const one = found({ id: 'a', tags: { x: '1', y: '2' }, config: { open: true, size: 1 } })
  const other = found({ id: 'a', tags: { y: '2', x: '1' }, config: { size: 1, open: true } })
  expect(other).toEqual(one)
  expect(found({ id: 'a', tags: { x: '1', y: '3' }, config: { open: true, size: 1 } }).hash).not.toBe(one.hash)
})

test('the number of a failed request does not make a resource another one', () => {
  const unread = (reason: string) =>
    found({ id: 'a', config: { open: true }, unread: [{ field: 'size', operation: 'o', reason }] }).hash
  expect(unread('Refused (request 5f2b9c1e-7a3d-4f6e-8b1a-0c9d8e7f6a5b).')).toBe(
    unread('Refused (request 00000000-7a3d-4f6e-8b1a-0c9d8e7f6a5b).'),
  )
  expect(unread('Refused.')).not.toBe(unread('Slowed down.'))
})

test('a required field that was left out is unread, unless it is so already', () => {
  expect(found({ id: 'a', config: {} }).unread).toMatchObject([{ field: 'open', operation: 'normalise' }])
  const unread = [{ field: 'open', operation: 's3:GetBucketAcl', reason: 'Refused.' }]
  expect(found({ id: 'a', config: {}, unread }).unread).toEqual(unread)
})

test('where the shape differs is told without what stands there', () => {
  const strict = {
    ...bucket,
    normalise: (raw: unknown) => z.object({ properties: z.object({ key: z.number() }) }).parse(raw) as never,
  }
  expect(() => found({ properties: { key: 'SECRET' } }, strict)).toThrow(
    new UnintelligibleError('The answer has a shape that was not expected, at properties.key.'),
  )
})

test.each([undefined, null, 7, [], 'text'])('a normaliser that answers %s is told, not crashed on', (answer) => {
  expect(() => found({}, { ...bucket, normalise: () => answer as never })).toThrow(UnintelligibleError)
})

test('a name that is missing is the id, a region that is missing the list’s', () => {
  const { name, region } = found(
    {},
    { ...bucket, normalise: () => ({ id: 'a', name: '', region: '', config: { open: true } }) },
  )
  expect({ name, region }).toEqual({ name: 'a', region: 'eu-west-1' })
})

test('ids of Azure are compared without case, others with it', () => {
  expect(idKey('azure.storage.account', '/subscriptions/A/resourceGroups/Straße')).toBe(
    '/subscriptions/a/resourcegroups/straße',
  )
  expect(idKey('aws.s3.bucket', 'arn:aws:s3:::A')).toBe('arn:aws:s3:::A')
})
