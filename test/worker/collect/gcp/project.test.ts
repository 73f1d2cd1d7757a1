import { afterEach, beforeEach, expect, test } from 'vitest'
import { gcpProject } from '../../../../worker/collect/gcp/project.ts'
import type { SimulatedCloud } from '../../../clouds/cloud.ts'
import { demoGcpEstate, type GcpEstate, startGcp } from '../../../clouds/gcp.ts'
import { collect, readOne } from './collect.ts'

let cloud: SimulatedCloud<GcpEstate>
beforeEach(async () => {
  cloud = await startGcp(demoGcpEstate(), { pageSize: 3 })
})
afterEach(() => cloud.close())

async function project() {
  const { found, error } = await collect(gcpProject, cloud)
  expect(error).toBeUndefined()
  expect(found).toHaveLength(1)
  return found[0]
}

test('a project has its id, its number and the settings of Compute Engine', async () => {
  expect(await project()).toMatchObject({
    id: '//cloudresourcemanager.googleapis.com/projects/plumbline-demo',
    name: 'plumbline-demo',
    tags: { team: 'web-shop' },
    config: {
      number: '100200300400',
      computeEnabled: true,
      hasInstances: true,
      defaultNetwork: 'present',
      projectOsLogin: true,
      osLogin: 'overridden',
      osLoginOverrides: 1,
      osLoginOverriddenBy: ['old-router'],
    },
    unread: [],
  })
})

test('it is on without overrides, off without the key, whatever the instances say', async () => {
  cloud.estate.instances = cloud.estate.instances.filter(({ name }) => name !== 'old-router')
  cloud.estate.networks = cloud.estate.networks.filter(({ name }) => name !== 'default')
  expect((await project())?.config).toMatchObject({ osLogin: 'on', osLoginOverriddenBy: [], defaultNetwork: 'absent' })
  cloud.estate.project.metadata = {}
  expect((await project())?.config).toMatchObject({ osLogin: 'off' })
})

test('at most twenty overriding instances are named, all are counted', async () => {
  const [override] = cloud.estate.instances.filter(({ name }) => name === 'old-router')
  for (let index = 0; index < 30; index++) cloud.estate.instances.push({ ...override, name: `copy-${index}` })
  const config = (await project())?.config
  expect(config).toMatchObject({ osLoginOverrides: 31 })
  expect(config?.osLoginOverriddenBy).toHaveLength(20)
})

test('where Compute Engine is off there is neither a network nor OS Login to judge', async () => {
  cloud.estate.disabledApis.push('compute')
  const found = await project()
  expect(found?.config).toMatchObject({ computeEnabled: false, hasInstances: false, defaultNetwork: 'absent' })
  expect(found?.config.osLogin).toBeUndefined()
  expect(found?.unread).toEqual([])
})

test('each refused call leaves its own fields unread', async () => {
  cloud.faults.push({ operation: 'compute.projects.get', kind: 'deny' })
  expect((await project())?.unread?.map(({ field }) => field)).toEqual(['computeEnabled', 'projectOsLogin', 'osLogin'])
  cloud.faults[0] = { operation: 'compute.networks.get', kind: 'deny' }
  expect((await project())?.unread).toMatchObject([{ field: 'defaultNetwork', permission: 'compute.networks.get' }])
  cloud.faults[0] = { operation: 'compute.instances.aggregatedList', kind: 'deny' }
  expect((await project())?.unread?.map(({ field }) => field)).toEqual([
    'hasInstances',
    'osLoginOverrides',
    'osLoginOverriddenBy',
    'osLogin',
  ])
})

test('OS Login that is off stays off when the instances could not be listed', async () => {
  cloud.estate.project.metadata = { 'enable-oslogin': 'false' }
  cloud.estate.unreachable.push('us-central1-a')
  const found = await project()
  expect(found?.config.osLogin).toBe('off')
  expect(found?.unread?.map(({ field }) => field)).not.toContain('osLogin')
})

test('secrets in metadata are not kept', async () => {
  cloud.estate.project.metadata['ssh-keys'] = 'root:hunter2'
  cloud.estate.instances[0] = {
    ...cloud.estate.instances[0],
    metadata: { items: [{ key: 'startup-script', value: 'hunter2' }] },
  }
  expect(JSON.stringify(await project())).not.toContain('hunter2')
})

test('a project read live is the same as in the list', async () => {
  expect(await readOne(gcpProject, cloud, 'ignored')).toEqual(await project())
})
