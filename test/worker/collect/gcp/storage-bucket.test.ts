import { afterEach, beforeEach, expect, test } from 'vitest'
import { storageBucket } from '../../../../worker/collect/gcp/storage-bucket.ts'
import type { SimulatedCloud } from '../../../clouds/cloud.ts'
import { demoGcpEstate, type GcpEstate, generateGcpEstate, hostileGcpEstate, startGcp } from '../../../clouds/gcp.ts'
import { collect, readOne } from './collect.ts'

let cloud: SimulatedCloud<GcpEstate>
beforeEach(async () => {
  cloud = await startGcp(demoGcpEstate(), { pageSize: 4 })
})
afterEach(() => cloud.close())

const website = 'plumbline-demo-website'

test('every bucket is listed in order, with who may see it', async () => {
  const { found } = await collect(storageBucket, cloud)
  expect(
    found.map(({ name, config }) => [name.replace('plumbline-demo-', ''), config.publicAccess, config.uniformAccess]),
  ).toEqual([
    ['orders', 'none', true],
    ['website', 'public', true],
    ['partners', 'public', true],
    ['uploads', 'public', false],
    ['archive', 'none', false],
    ['sealed', 'prevented', true],
  ])
  expect(found[1]).toMatchObject({
    id: `//storage.googleapis.com/${website}`,
    region: 'eu',
    config: { publicGrants: ['allUsers as roles/storage.objectViewer'], publicAccessPrevention: 'inherited' },
  })
  expect(found[3]?.config.publicGrants).toEqual(['allUsers as READER by default ACL of objects'])
})

test('a policy that may not be read leaves public access unread for that bucket alone', async () => {
  cloud.faults.push({ operation: 'storage.buckets.getIamPolicy', resource: website, kind: 'deny' })
  const { found, error } = await collect(storageBucket, cloud)
  expect(error).toBeUndefined()
  expect(found).toHaveLength(6)
  expect(
    found.flatMap(({ name, unread }) => (unread ?? []).map(({ field, permission }) => [name, field, permission])),
  ).toEqual([
    [website, 'publicGrants', 'storage.buckets.getIamPolicy'],
    [website, 'publicAccess', 'storage.buckets.getIamPolicy'],
  ])
  expect(found[1]?.config.publicAccess).toBeUndefined()
})

test('prevention that is enforced decides, even where the policy could not be read', async () => {
  cloud.faults.push({ operation: 'storage.buckets.getIamPolicy', resource: 'plumbline-demo-sealed', kind: 'deny' })
  const { found } = await collect(storageBucket, cloud)
  expect(found.at(-1)).toMatchObject({ config: { publicAccess: 'prevented' }, unread: [{ field: 'publicGrants' }] })
})

test('a bucket that does not answer fails the list, after the others', async () => {
  cloud.estate.unreachable.push(website)
  const { found, error } = await collect(storageBucket, cloud)
  expect(found).toHaveLength(5)
  expect(error).toMatchObject({ failure: 'failed', message: expect.stringContaining(website) })
})

test('Cloud Storage that is off is a failure: buckets outlive it', async () => {
  cloud.estate.disabledApis.push('storage')
  expect(await collect(storageBucket, cloud)).toMatchObject({ found: [], error: { failure: 'disabled' } })
})

test('one bucket read live is the same as in the list, and gone is gone', async () => {
  const { found } = await collect(storageBucket, cloud)
  expect(await readOne(storageBucket, cloud, found[3]?.id ?? '')).toEqual(found[3])
  expect(await readOne(storageBucket, cloud, '//storage.googleapis.com/nowhere')).toBeUndefined()
})

test('hostile names and labels are collected as they are', async () => {
  Object.assign(cloud.estate, hostileGcpEstate(), { account: cloud.estate.account })
  const { found, error } = await collect(storageBucket, cloud)
  expect(error).toBeUndefined()
  expect(found.map(({ name }) => name)).toEqual(cloud.estate.buckets.map(({ name }) => name))
})

test('a generated estate has the size that was asked for, and is the same for the same seed', () => {
  const estate = generateGcpEstate({ resources: 1_000, seed: 7 })
  const { networks, firewalls, instances, buckets } = estate
  expect(1 + networks.length + firewalls.length + instances.length + buckets.length).toBe(1_000)
  expect(generateGcpEstate({ resources: 1_000, seed: 7 })).toEqual(estate)
  expect(generateGcpEstate({ resources: 1_000, seed: 8 })).not.toEqual(estate)
})
