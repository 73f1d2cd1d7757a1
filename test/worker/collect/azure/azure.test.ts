import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { virtualMachine } from '../../../../worker/collect/azure/compute-virtual-machine.ts'
import { networkSecurityGroup } from '../../../../worker/collect/azure/network-security-group.ts'
import { storageAccount } from '../../../../worker/collect/azure/storage-account.ts'
import { subscription } from '../../../../worker/collect/azure/subscription.ts'
import { openingsText, opens } from '../../../../worker/facts/openings.ts'
import { type SimulatedAzure, startAzure } from '../../../clouds/azure.ts'
import { demoAzureEstate, generateAzureEstate, hostileAzureEstate } from '../../../clouds/azure-estate.ts'
import { collectAll, contextOf } from './collect.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startAzure(demoAzureEstate(), { pageSize: 3 })
})
afterEach(() => azure.close())

const about = { account: 's', partition: 'azure', region: 'global' }
const named = <Item extends { name: string }>(list: readonly Item[], name: string): Item =>
  list.find((item) => item.name === name) ?? expect.fail(`no ${name}`)

test('the subscription is one resource', async () => {
  const [found, ...rest] = await collectAll(subscription, await contextOf(azure))
  expect(rest).toEqual([])
  expect(found).toMatchObject({
    id: '/subscriptions/00000000-1111-2222-3333-444444444444',
    name: 'Contoso Production',
    region: 'global',
    config: { state: 'Enabled', quotaId: 'EnterpriseAgreement_2014-09-01', managedByTenants: [] },
  })
})

describe('a network security group', () => {
  test('is found on every page, with what it lets in', async () => {
    const groups = await collectAll(networkSecurityGroup, await contextOf(azure))
    expect(groups).toHaveLength(8)
    expect(named(groups, 'nsg-bastion')).toMatchObject({
      id: '/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg-hub/providers/Microsoft.Network/networkSecurityGroups/nsg-bastion',
      region: 'westeurope',
      tags: { environment: 'production' },
      config: { resourceGroup: 'rg-hub' },
    })
    const openTo = (port: number) =>
      groups.filter(({ config }) => opens(config.internetOpenings ?? [], 'tcp', port)).map(({ name }) => name)
    expect(openTo(22)).toEqual(['nsg-bastion', 'nsg-legacy'])
    expect(openTo(3389)).toEqual(['nsg-jumpbox', 'nsg-legacy'])
    expect(openTo(443)).toEqual(['nsg-web', 'nsg-bastion', 'nsg-legacy', 'nsg-shadowed'])
    expect(openingsText(named(groups, 'nsg-agents').config.azureCloudOpenings ?? [], 'tcp', 22)).toBe(
      'AllowAzure: tcp 22 from AzureCloud',
    )
  })

  test.each([
    [{}],
    [{ securityRules: null }],
    [{ securityRules: 'none' }],
    [{ securityRules: [{ name: 'a', properties: {} }] }],
  ])('whose rules are %o is not judged', (properties) => {
    const { config, unread } = networkSecurityGroup.normalise(
      { id: '/subscriptions/s/nsg', name: 'nsg', properties },
      about,
    )
    expect(config.internetOpenings).toBeUndefined()
    expect(unread?.map(({ field }) => field)).toEqual(['internetOpenings', 'azureCloudOpenings'])
  })
})

describe('a storage account', () => {
  test('is found with its public containers', async () => {
    const accounts = await collectAll(storageAccount, await contextOf(azure))
    expect(accounts).toHaveLength(10)
    expect(named(accounts, 'stcontosoassets').config).toMatchObject({
      kind: 'StorageV2',
      secureTransferRequired: true,
      minimumTlsVersion: 'TLS1_2',
      anonymousAccessAllowed: true,
      anonymousContainerCount: 2,
      anonymousContainers: 'images (Blob), exports (Container)',
      blobEndpoint: 'https://stcontosoassets.blob.core.windows.net',
    })
    expect(named(accounts, 'stcontosolegacy').config).toMatchObject({ anonymousContainerCount: 1 })
    expect(named(accounts, 'stcontosodiag').config).toMatchObject({ anonymousContainerCount: 0 })
    expect(named(accounts, 'stcontososhares').config).toMatchObject({ kind: 'FileStorage', hasBlobService: false })
    expect(named(accounts, 'stcontososhares').config.anonymousContainerCount).toBeUndefined()
  })

  test('is asked for its containers only where they can be public', async () => {
    const accounts = await collectAll(storageAccount, await contextOf(azure))
    expect(named(accounts, 'stcontosoclosed').config.anonymousContainerCount).toBe(0)
    expect(azure.calls.get('GET Microsoft.Storage/storageAccounts/blobServices/containers')).toBe(3)
  })

  test('names ten public containers and counts the others', async () => {
    const assets = named(azure.estate.storageAccounts, 'stcontosoassets')
    assets.containers = Array.from({ length: 25 }, (_, index) => ({ name: `c${index}`, publicAccess: 'Blob' }))
    const { config } = named(await collectAll(storageAccount, await contextOf(azure)), 'stcontosoassets')
    expect(config.anonymousContainerCount).toBe(25)
    expect(config.anonymousContainers).toMatch(/^c0 \(Blob\), .*, c9 \(Blob\) and 15 more$/)
  })

  test('whose containers may not be listed says which permission is missing', async () => {
    azure.faults.push({
      operation: 'GET Microsoft.Storage/storageAccounts/blobServices/containers',
      resource: 'stcontosoassets',
      kind: 'deny',
    })
    const accounts = await collectAll(storageAccount, await contextOf(azure))
    expect(accounts).toHaveLength(10)
    const { config, unread } = named(accounts, 'stcontosoassets')
    expect(config.anonymousContainerCount).toBeUndefined()
    expect(config.secureTransferRequired).toBe(true)
    expect(unread).toMatchObject([
      {
        field: 'anonymousContainerCount',
        operation: 'GET Microsoft.Storage/storageAccounts/blobServices/containers',
        permission: 'Microsoft.Storage/storageAccounts/blobServices/containers/read',
      },
      { field: 'anonymousContainers' },
    ])
    expect(named(accounts, 'stcontosolegacy').unread).toEqual([])
  })
})

describe('a virtual machine', () => {
  test('is found with its disks and its security profile', async () => {
    const machines = await collectAll(virtualMachine, await contextOf(azure))
    expect(machines).toHaveLength(8)
    expect(named(machines, 'vm-web-01').config).toMatchObject({
      unmanagedDisks: [],
      securityType: 'TrustedLaunch',
      secureBoot: true,
      vTpm: true,
    })
    expect(named(machines, 'vm-legacy').config.unmanagedDisks).toEqual(['vm-legacy_OsDisk'])
    expect(named(machines, 'vm-legacy-db').config.unmanagedDisks).toEqual(['vm-legacy-db-backup'])
    expect(named(machines, 'vm-agent-01').config.unmanagedDisks).toEqual([])
    expect(named(machines, 'vm-jumpbox').config.bootDiagnosticsEndpoint).toBe(
      'https://stcontosodiag.blob.core.windows.net',
    )
  })

  test('of generation 1 is known by its disk, whatever the case of its id', async () => {
    const machines = await collectAll(virtualMachine, await contextOf(azure))
    expect(named(machines, 'vm-legacy-db').config.isFirstGeneration).toBe(true)
    expect(named(machines, 'vm-sql-01').config.isFirstGeneration).toBe(false)
    expect(named(machines, 'vm-web-01').config.isFirstGeneration).toBeUndefined()
    // Two pages of disks for all machines together.
    expect(azure.calls.get('GET Microsoft.Compute/disks')).toBe(2)
  })

  test('whose disk may not be read keeps everything else', async () => {
    azure.faults.push({ operation: 'GET Microsoft.Compute/disks', kind: 'deny' })
    const machines = await collectAll(virtualMachine, await contextOf(azure))
    expect(machines).toHaveLength(8)
    expect(named(machines, 'vm-sql-01').unread).toMatchObject([
      {
        field: 'isFirstGeneration',
        operation: 'GET Microsoft.Compute/disks',
        permission: 'Microsoft.Compute/disks/read',
      },
    ])
    expect(named(machines, 'vm-web-01').unread).toEqual([])
  })
})

describe.each([networkSecurityGroup, storageAccount, virtualMachine, subscription])('$type', (type) => {
  test('is the same read alone as in the list', async () => {
    const context = await contextOf(azure)
    for (const listed of await collectAll<never, unknown>(type as never, context)) {
      const raw = await type.one(context, listed.id)
      const alone = type.normalise(raw as never, context)
      // Compute writes the resource group in capitals in its lists; ids are compared without case.
      expect(JSON.stringify(alone).toLowerCase()).toBe(JSON.stringify(listed).toLowerCase())
    }
  })

  test('is undefined when it is not there any more', async () => {
    const context = await contextOf(azure)
    const [{ id } = expect.fail()] = await collectAll<never, unknown>(type as never, context)
    expect(await type.one(context, id.replace(/.$/, '9'))).toBeUndefined()
  })

  test('that cannot be listed is an error, and no empty list', async () => {
    const context = await contextOf(azure)
    const operation = `GET ${type.permissions[0]?.replace(/\/read$/, '')}`
    azure.faults.push({ operation, kind: 'deny' })
    await expect(collectAll<never, unknown>(type as never, context)).rejects.toMatchObject({ operation })
  })

  test('that Azure answers in another shape is refused', () => {
    for (const raw of [{}, null, 'text', { id: 5 }, { id: 'no-path', name: 'a' }, { id: '/subscriptions/s' }]) {
      const wrapped = { account: raw, machine: raw, unread: [] }
      if (type === subscription && (raw as { id?: unknown } | null)?.id === '/subscriptions/s') continue
      expect(() =>
        type.normalise((type.type.includes('.network.') || type === subscription ? raw : wrapped) as never, about),
      ).toThrow()
    }
  })

  test('with hostile names and tags is collected as it is', async () => {
    await azure.close()
    azure = await startAzure(hostileAzureEstate())
    const found = await collectAll<never, unknown>(type as never, await contextOf(azure))
    expect(found.every(({ id, unread }) => id.length <= 2048 && !unread?.length)).toBe(true)
    expect(found.some(({ tags }) => JSON.stringify(tags).includes('<script>'))).toBe(true)
  })
})

test('throttling in the middle of a list is ridden out', async () => {
  azure.faults.push({ operation: 'GET Microsoft.Compute/virtualMachines', kind: 'throttle', times: 1 })
  expect(await collectAll(virtualMachine, await contextOf(azure))).toHaveLength(8)
})

test('a generated estate is the same for the same seed, and as large as asked for', async () => {
  expect(generateAzureEstate({ resources: 500, seed: 7 })).toEqual(generateAzureEstate({ resources: 500, seed: 7 }))
  await azure.close()
  azure = await startAzure(generateAzureEstate({ resources: 500, seed: 7 }))
  const context = await contextOf(azure)
  let count = 0
  for (const type of [subscription, networkSecurityGroup, storageAccount, virtualMachine]) {
    count += (await collectAll<never, unknown>(type as never, context)).length
  }
  expect(count).toBe(500)
})
