import { describe, expect, test } from 'vitest'
import { type Entry, pack, unpack } from '../../../extension/sync/compact-index.ts'
import { findings } from '../../../extension/sync/findings.ts'
import { findingsIndex } from '../../../extension/sync/findings-index.ts'
import { lookup } from '../../../extension/sync/lookup.ts'
import type { Cloud } from '../../../shared/resource.ts'

const mine = '111122223333'
const other = '444455556666'
const sub = '0b1f6471-1bf0-4dda-aec3-cb9272f09590'
const otherSub = '11111111-1bf0-4dda-aec3-cb9272f09590'
const sg = (account: string, id: string) => `arn:aws:ec2:eu-west-1:${account}:security-group/${id}`
const vm = (subscription: string, name: string, group = 'rg') =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`
const instance = (project: string, name: string) =>
  `//compute.googleapis.com/projects/${project}/zones/europe-west1-b/instances/${name}`

const entries = [
  entry('aws', mine, 'aws.s3.bucket', 'arn:aws:s3:::logs', 'logs', 'us-east-1'),
  entry('aws', other, 'aws.s3.bucket', 'arn:aws:s3:::logs-of-other', 'logs-of-other', 'us-east-1'),
  entry('aws', mine, 'aws.iam.user', `arn:aws:iam::${mine}:user/team/alice`, 'alice', 'global'),
  entry('aws', other, 'aws.iam.user', `arn:aws:iam::${other}:user/bob`, 'bob', 'global'),
  entry('aws', mine, 'aws.ec2.security-group', sg(mine, 'sg-0123456789abcdef0'), 'default', 'eu-west-1'),
  entry('aws', other, 'aws.ec2.security-group', sg(other, 'sg-0fedcba9876543210'), 'default', 'eu-west-1'),
  entry('azure', sub, 'azure.compute.virtual-machine', vm(sub, 'web'), 'web', 'westeurope'),
  entry('azure', sub, 'azure.compute.virtual-machine', vm(sub, 'twin', 'one'), 'twin', 'westeurope'),
  entry('azure', sub, 'azure.compute.virtual-machine', vm(sub, 'twin', 'two'), 'twin', 'westeurope'),
  entry('azure', otherSub, 'azure.compute.virtual-machine', vm(otherSub, 'db'), 'db', 'westeurope'),
  entry('gcp', 'shop', 'gcp.compute.instance', instance('shop', 'web-1'), 'web-1', 'europe-west1-b'),
  entry('gcp', 'bank', 'gcp.compute.instance', instance('bank', 'web-2'), 'web-2', 'europe-west1-b'),
  // A project whose id is the number of an AWS account must not be taken for it.
  entry('gcp', mine, 'gcp.storage.bucket', '//storage.googleapis.com/tricky', 'tricky', 'eu'),
]

function entry(cloud: Cloud, account: string, type: string, id: string, name: string, region: string): Entry {
  return { rid: 1, id, name, place: { type, cloud, account, region }, failing: [48], unknown: [] }
}

const labels = [{ cid: 48, title: 'Versioning', criticality: 'HIGH' as const }]
const index = findingsIndex(pack(entries, labels))
const everything = entries.flatMap(({ id, name }) => [id, name, id.slice(id.lastIndexOf('/') + 1)])

const ids = (identity: Parameters<typeof lookup>[1], texts: readonly string[] = everything) =>
  Object.fromEntries(Object.entries(lookup(index, identity, texts)).map(([text, hit]) => [text, hit.resource.id]))

describe('isolation', () => {
  const places = entries.map(({ place }) => place)

  test.each(places)(
    'a page of $cloud $account ($type) shows only what is its own',
    ({ cloud, account, type, region }) => {
      for (const identity of [
        { cloud, account },
        { cloud, account, type },
        { cloud, account, type, region },
      ]) {
        for (const hit of Object.values(lookup(index, identity, everything))) {
          expect(hit.resource).toMatchObject({ cloud, account })
        }
      }
    },
  )

  test.each([
    { cloud: 'aws' as const, account: '' },
    { cloud: 'aws' as const, account: '999999999999', type: 'aws.s3.bucket' },
    { cloud: 'gcp' as const, account: other, type: 'aws.s3.bucket' },
    { cloud: 'azure' as const, account: mine },
    { cloud: 'aws' as const, account: `${mine} ` },
    { cloud: 'aws' as const, account: '__proto__' },
  ])('an account without findings shows nothing: $cloud "$account"', (identity) => {
    expect(ids(identity)).toEqual({})
  })

  test('an ARN of another account on my page is not shown', () => {
    expect(ids({ cloud: 'aws', account: mine }, [sg(other, 'sg-0fedcba9876543210'), 'sg-0fedcba9876543210'])).toEqual(
      {},
    )
  })

  test('the bucket of another account is not shown, though its ARN holds no account', () => {
    const page = { cloud: 'aws' as const, account: mine, type: 'aws.s3.bucket' }
    expect(ids(page, ['arn:aws:s3:::logs-of-other', 'logs-of-other'])).toEqual({})
  })
})

describe('names and ids', () => {
  test('without a type only ids match', () => {
    expect(
      ids({ cloud: 'aws', account: mine }, ['logs', 'alice', 'arn:aws:s3:::logs', 'sg-0123456789abcdef0']),
    ).toEqual({
      'arn:aws:s3:::logs': 'arn:aws:s3:::logs',
      'sg-0123456789abcdef0': sg(mine, 'sg-0123456789abcdef0'),
    })
  })

  test('names match only resources of the type that the page is about', () => {
    expect(ids({ cloud: 'aws', account: mine, type: 'aws.iam.user' }, ['logs', 'alice'])).toEqual({
      alice: `arn:aws:iam::${mine}:user/team/alice`,
    })
  })

  test('a bucket is found whichever region the page stands in', () => {
    const page = { cloud: 'aws' as const, account: mine, type: 'aws.s3.bucket', region: 'eu-central-1' }
    expect(ids(page, ['logs'])).toEqual({ logs: 'arn:aws:s3:::logs' })
  })

  test('a security group is not found by its name, which the group of another network may have too', () => {
    expect(ids({ cloud: 'aws', account: mine, type: 'aws.ec2.security-group' }, ['default'])).toEqual({})
  })

  test('Azure ids and names match in any case, others only as they are', () => {
    const azure = { cloud: 'azure' as const, account: sub.toUpperCase(), type: 'azure.compute.virtual-machine' }
    expect(ids(azure, [vm(sub, 'WEB').toUpperCase(), 'Web'])).toEqual({
      [vm(sub, 'WEB').toUpperCase()]: vm(sub, 'web'),
      Web: vm(sub, 'web'),
    })
    expect(ids({ cloud: 'aws', account: mine, type: 'aws.s3.bucket' }, ['LOGS', 'ARN:AWS:S3:::LOGS'])).toEqual({})
  })

  test('a name that two resources have names neither, unless the page stands in the group of one', () => {
    const page = { cloud: 'azure' as const, account: sub, type: 'azure.compute.virtual-machine' }
    expect(ids(page, ['twin'])).toEqual({})
    expect(ids({ ...page, id: vm(sub, 'other', 'TWO') }, ['twin'])).toEqual({ twin: vm(sub, 'twin', 'two') })
    expect(ids({ ...page, id: vm(sub, 'other', 'three') }, ['twin', 'web'])).toEqual({})
  })

  test('a GCP resource is found by its full name with and without the service, and by its name on its own page', () => {
    const shop = { cloud: 'gcp' as const, account: 'shop' }
    const path = 'projects/shop/zones/europe-west1-b/instances/web-1'
    expect(Object.keys(ids(shop, [instance('shop', 'web-1'), path, 'web-1']))).toEqual([
      instance('shop', 'web-1'),
      path,
    ])
    expect(Object.keys(ids({ ...shop, type: 'gcp.compute.instance', region: 'europe-west1' }, ['web-1']))).toEqual([
      'web-1',
    ])
    expect(ids({ ...shop, type: 'gcp.compute.instance', region: 'europe-west10' }, ['web-1'])).toEqual({})
  })

  test('texts that are no names do no harm', () => {
    const page = { cloud: 'aws' as const, account: mine, type: 'aws.s3.bucket' }
    expect(ids(page, ['', ' ', '__proto__', 'constructor', 'x'.repeat(100_000), ' logs '])).toEqual({
      ' logs ': 'arn:aws:s3:::logs',
    })
  })
})

test('4,000 texts are looked up among 50,000 findings within 30 ms', () => {
  const many = Array.from({ length: 20_000 }, (_, i): Entry => {
    const id = `i-${String(i).padStart(17, '0')}`
    const place = { type: 'aws.ec2.instance', cloud: 'aws' as const, account: mine, region: 'eu-west-1' }
    return {
      rid: i,
      id: `arn:aws:ec2:eu-west-1:${mine}:instance/${id}`,
      name: id,
      place,
      failing: [48, 49],
      unknown: [1],
    }
  })
  const large = findingsIndex(pack(many, labels))
  const texts = Array.from({ length: 4000 }, (_, i) => `i-${String(i * 10).padStart(17, '0')}`)
  const page = { cloud: 'aws' as const, account: mine, type: 'aws.ec2.instance' }
  lookup(large, page, texts)
  const times = Array.from({ length: 10 }).map(() => {
    const start = performance.now()
    expect(Object.keys(lookup(large, page, texts))).toHaveLength(2000)
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(30)
})

test('the compact form gives back what was put in', () => {
  const all: Entry[] = [...entries, { ...entries[0], rid: 4_294_967_295, failing: [], unknown: [1, 2] } as Entry]
  expect(unpack(structuredClone(pack(all, labels)))).toEqual(all)
})

test('search finds by name, id, account, title and CID', () => {
  const names = (text: string) => findings(index, { text }).hits.map(({ resource }) => resource.name)
  expect(names('ALICE')).toEqual(['alice'])
  expect(names('sg-0123')).toEqual(['default'])
  expect(names('shop')).toEqual(['web-1'])
  expect(names('versioning')).toHaveLength(entries.length)
  expect(names('CID 48')).toHaveLength(entries.length)
  expect(names('49')).toEqual([])
  expect(findings(index, { cid: 48 }).hits[0]?.controls[0]?.title).toBe('Versioning')
  expect(findings(index, { cloud: 'aws', account: mine, limit: 1, offset: 1 })).toMatchObject({ total: 3, hits: [{}] })
})
