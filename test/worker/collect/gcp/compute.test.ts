import { afterEach, beforeEach, expect, test } from 'vitest'
import { computeFirewall } from '../../../../worker/collect/gcp/compute-firewall.ts'
import { computeInstance } from '../../../../worker/collect/gcp/compute-instance.ts'
import { computeNetwork } from '../../../../worker/collect/gcp/compute-network.ts'
import type { SimulatedCloud } from '../../../clouds/cloud.ts'
import { demoGcpEstate, type GcpEstate, startGcp } from '../../../clouds/gcp.ts'
import { collect, readOne } from './collect.ts'

let cloud: SimulatedCloud<GcpEstate>
beforeEach(async () => {
  cloud = await startGcp(demoGcpEstate(), { pageSize: 3 })
})
afterEach(() => cloud.close())

const project = '//compute.googleapis.com/projects/plumbline-demo'
const idOf = {
  network: `${project}/global/networks/attic`,
  web: `${project}/zones/europe-west1-b/instances/shop-web-1`,
}

test('every page is listed, and each thing once', async () => {
  const { found } = await collect(computeFirewall, cloud)
  expect(found.map(({ name }) => name)).toEqual(cloud.estate.firewalls.map(({ name }) => name))
  expect(cloud.calls.get('compute.firewalls.list')).toBe(4)
  expect((await collect(computeInstance, cloud)).found).toHaveLength(8)
  expect(cloud.calls.get('compute.instances.aggregatedList')).toBe(3)
})

test('a firewall rule says what it opens, where it belongs, and its number', async () => {
  const { found } = await collect(computeFirewall, cloud)
  const [rule] = found
  expect(rule).toMatchObject({
    id: `${project}/global/firewalls/default-allow-ssh`,
    region: 'global',
    config: {
      numericId: expect.stringMatching(/^\d{19}$/),
      networkId: `${project}/global/networks/default`,
      allowed: ['tcp:22'],
      openings: [{ protocol: 'tcp', from: 22, to: 22, families: ['ipv4'], sources: ['0.0.0.0/0'] }],
    },
  })
  const open = found.filter(({ config }) => config.openings.length > 0).map(({ name }) => name)
  expect(open).toEqual([
    'default-allow-ssh',
    'default-allow-rdp',
    'default-allow-icmp',
    'shop-web',
    'ssh-from-ipv6',
    'admin-in-halves',
    'migration-everything',
  ])
})

test('networks are automatic, custom or legacy', async () => {
  const { found } = await collect(computeNetwork, cloud)
  expect(found.map(({ name, config }) => [name, config.subnetMode])).toEqual([
    ['default', 'auto'],
    ['production', 'custom'],
    ['attic', 'legacy'],
  ])
})

test('an instance is named by its zone, and keeps its labels and what it inherits', async () => {
  const { found } = await collect(computeInstance, cloud)
  const byName = new Map(found.map((instance) => [instance.name, instance]))
  expect(byName.get('shop-web-1')).toMatchObject({
    id: idOf.web,
    region: 'europe-west1-b',
    tags: { team: 'web-shop', tier: 'web' },
    config: {
      projectSshKeys: 'blocked',
      osLogin: true,
      serialPort: 'off',
      networkIds: [`${project}/global/networks/production`],
    },
    unread: [],
  })
  expect(byName.get('old-router')?.config).toMatchObject({
    projectSshKeys: 'accepted',
    osLogin: false,
    ipForwarding: true,
  })
  expect(byName.get('batch-1')?.config).toMatchObject({ defaultServiceAccount: true })
  expect(byName.get('windows-till')?.config).toMatchObject({ windows: true })
  expect(byName.get('stopped-test')?.config).toMatchObject({ externalIpv4: ['ephemeral'] })
  expect(cloud.calls.get('compute.projects.get')).toBe(1)
})

test('metadata that may not be read leaves unread what it decides, and no more', async () => {
  cloud.faults.push({ operation: 'compute.projects.get', kind: 'deny' })
  const { found, error } = await collect(computeInstance, cloud)
  expect(error).toBeUndefined()
  const unread = (name: string) => found.find((instance) => instance.name === name)?.unread
  expect(unread('shop-web-2')).toEqual(
    ['osLogin', 'projectSshKeys'].map((field) => ({
      field,
      operation: 'compute.projects.get',
      permission: 'compute.projects.get',
      reason: expect.stringContaining('lacks compute.projects.get'),
    })),
  )
  expect(unread('shop-web-1')?.map(({ field }) => field)).toEqual(['osLogin', 'serialPort'])
})

test.each([
  [computeNetwork, 'compute.networks.list', 'compute.networks.list'],
  [computeFirewall, 'compute.firewalls.list', 'compute.firewalls.list'],
  [computeInstance, 'compute.instances.aggregatedList', 'compute.instances.list'],
])('a list that is refused fails with its permission', async (type, operation, permission) => {
  cloud.faults.push({ operation, kind: 'deny' })
  expect(await collect(type as never, cloud)).toMatchObject({
    found: [],
    error: { operation, failure: 'denied', permission },
  })
})

test.each([[computeNetwork], [computeFirewall], [computeInstance]])(
  'where Compute Engine is off there is nothing, and that is no failure',
  async (type) => {
    cloud.estate.disabledApis.push('compute')
    expect(await collect(type as never, cloud)).toEqual({ found: [] })
    expect(await readOne(type as never, cloud, idOf.web)).toBeUndefined()
  },
)

test('where it is off only in the project of the service account, nothing is known', async () => {
  cloud.estate.disabledApis.push('compute')
  cloud.estate.disabledIn = '999'
  expect(await collect(computeFirewall, cloud)).toMatchObject({ found: [], error: { failure: 'failed' } })
})

test('a zone that does not answer fails the list, after the other zones', async () => {
  cloud.estate.unreachable.push('us-central1-a')
  const { found, error } = await collect(computeInstance, cloud)
  expect(found).toHaveLength(6)
  expect(error).toMatchObject({
    failure: 'failed',
    code: 'UNREACHABLE',
    message: expect.stringContaining('us-central1-a'),
  })
})

test('throttling, errors and cut or malformed answers are ridden out', async () => {
  for (const kind of ['throttle', 'error', 'cut', 'malformed'] as const)
    cloud.faults.push({ operation: 'compute.networks.list', kind, times: 1 })
  // All four in a row would be one try too many.
  cloud.faults.splice(3, 1)
  expect((await collect(computeNetwork, cloud)).found).toHaveLength(3)
  expect(cloud.calls.get('compute.networks.list')).toBe(4)
})

test.each(['cut', 'malformed'] as const)('an answer that stays %s is a failure, not an empty list', async (kind) => {
  cloud.faults.push({ operation: 'compute.networks.list', kind })
  expect(await collect(computeNetwork, cloud)).toMatchObject({
    found: [],
    error: { name: 'OperationError', failure: 'failed' },
  })
})

test('one resource read live is the same as in the list', async () => {
  for (const type of [computeNetwork, computeFirewall, computeInstance]) {
    const [first] = (await collect(type as never, cloud)).found
    expect(await readOne(type as never, cloud, first?.id ?? '')).toEqual(first)
  }
})

test('what was deleted is not there any more', async () => {
  cloud.estate.networks.length = 0
  expect(await readOne(computeNetwork, cloud, idOf.network)).toBeUndefined()
})
