import type { Answer } from './azure-entra.ts'
import type { AzureEstate } from './azure-estate-shape.ts'
import { azureResources } from './azure-resources.ts'

export type Page = { readonly items: readonly unknown[]; readonly render: (item: never) => unknown }
type Route = { readonly operation: string; readonly answer: () => Answer | Page }

/** The part of Azure Resource Manager that collectors read: what a path is called, and what it answers. */
export function routeOf(estate: AzureEstate, pathname: string): Route | undefined {
  const path = decodeURIComponent(pathname)
  const [, , subscription = '', ...rest] = path.split('/')
  const operation = (type: string) => `GET ${type}`
  if (!path.toLowerCase().startsWith('/subscriptions/')) return undefined
  if (subscription.toLowerCase() !== estate.subscription.id) {
    return { operation: operation('Microsoft.Resources/subscriptions'), answer: () => noSubscription(subscription) }
  }
  if (rest.length === 0) {
    return { operation: operation('Microsoft.Resources/subscriptions'), answer: () => describe(estate) }
  }
  const { groupId, accountId, machineId, diskId, ...render } = azureResources(estate)
  const isSame = (id: string) => id.toLowerCase() === path.toLowerCase()
  const one = <Item>(list: readonly Item[], idOf: (item: Item) => string, show: (item: Item) => unknown) => {
    const found = list.find((item) => isSame(idOf(item)))
    return found ? { status: 200, body: show(found) } : noResource(path)
  }
  const { networkSecurityGroups, storageAccounts, virtualMachines } = estate
  const withDisks = virtualMachines.filter(({ osDisk }) => osDisk === 'managed')
  const kinds: readonly (readonly [type: string, list: () => Page, single: () => Answer])[] = [
    [
      'Microsoft.Network/networkSecurityGroups',
      () => ({ items: networkSecurityGroups, render: render.group }),
      () => one(networkSecurityGroups, groupId, render.group),
    ],
    [
      'Microsoft.Storage/storageAccounts',
      () => ({ items: storageAccounts, render: render.account }),
      () => one(storageAccounts, accountId, render.account),
    ],
    [
      'Microsoft.Compute/virtualMachines',
      // Compute writes the resource group in capitals in its lists, and as it is when asked for one machine.
      () => ({ items: virtualMachines, render: (item) => render.machine(item, shout(machineId(item))) }),
      () => one(virtualMachines, machineId, (item) => render.machine(item)),
    ],
    [
      'Microsoft.Compute/disks',
      () => ({ items: withDisks, render: render.disk }),
      () => one(withDisks, diskId, render.disk),
    ],
  ]
  const containers = /^(.*\/storageAccounts\/[^/]+)\/blobServices\/default\/containers$/i.exec(path)?.[1]
  if (containers) {
    const account = storageAccounts.find((item) => accountId(item).toLowerCase() === containers.toLowerCase())
    return {
      operation: operation('Microsoft.Storage/storageAccounts/blobServices/containers'),
      answer: () =>
        account
          ? { items: account.containers, render: (item) => render.container(account, item) }
          : noResource(containers),
    }
  }
  for (const [type, list, single] of kinds) {
    const [before, after] = path.split(new RegExp(`/providers/${type}`, 'i'))
    if (after === '' && before?.split('/').length === 3) return { operation: operation(type), answer: list }
    if (after !== undefined && /^\/[^/]+$/.test(after)) return { operation: operation(type), answer: single }
  }
  return undefined
}

const shout = (id: string) => id.replace(/(?<=\/resourceGroups\/)[^/]+/, (name) => name.toUpperCase())

const describe = ({ subscription: { id, name, state, tags }, tenantId }: AzureEstate): Answer => ({
  status: 200,
  body: {
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    tenantId,
    displayName: name,
    state,
    tags: tags ?? {},
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  },
})

export const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})

const noSubscription = (id: string) =>
  refuse(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`)

const noResource = (id: string) =>
  refuse(
    404,
    'ResourceNotFound',
    `The Resource '${id.split('/providers/')[1]}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  )
