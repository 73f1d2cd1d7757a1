import type { AwsEstate } from '../clouds/aws/estate.ts'
import type { AzureEstate } from '../clouds/azure-estate.ts'
import type { GcpEstate } from '../clouds/gcp-estate.ts'
import type { AwsRegion, ConsoleData } from './data.ts'

export type Estates = { readonly aws: AwsEstate; readonly azure: AzureEstate; readonly gcp: GcpEstate }

/** What the replica consoles show of the simulated clouds: of AWS, the account at `index`. */
export function consoleData({ aws, azure, gcp }: Estates, index = 0): ConsoleData {
  const account = aws.accounts[index]
  if (!account) throw new Error(`The estate has no account ${index}`)
  const region = (name: string): AwsRegion => ({
    securityGroups: account.securityGroups
      .filter((group) => group.region === name)
      .map(({ id, name, vpc }) => ({ id, name, vpcId: vpc })),
    instances: account.instances
      .filter((instance) => instance.region === name)
      .map(({ id, tags, state = 'running' }) => ({ id, name: tags?.Name ?? '-', state })),
    vpcs: account.vpcs.filter((vpc) => vpc.region === name).map(({ id, tags }) => ({ id, name: tags?.Name ?? '-' })),
  })
  const arm = (type: string, items: readonly { readonly name: string; readonly resourceGroup: string }[]) =>
    items.map(({ name, resourceGroup }) => ({
      name,
      id: `/subscriptions/${azure.subscription.id}/resourceGroups/${resourceGroup}/providers/${type}/${name}`,
    }))
  return {
    aws: {
      accountId: account.id,
      buckets: account.buckets.map(({ name, region }) => ({ name, region })),
      users: account.users.map(({ name }) => ({ name })),
      regions: Object.fromEntries(account.regions.enabled.map((name) => [name, region(name)])),
    },
    azure: {
      tenant: azure.tenantId,
      subscriptionId: azure.subscription.id,
      resources: {
        'microsoft.network/networksecuritygroups': arm(
          'Microsoft.Network/networkSecurityGroups',
          azure.networkSecurityGroups,
        ),
        'microsoft.storage/storageaccounts': arm('Microsoft.Storage/storageAccounts', azure.storageAccounts),
        'microsoft.compute/virtualmachines': arm('Microsoft.Compute/virtualMachines', azure.virtualMachines),
      },
    },
    gcp: {
      project: gcp.project.id,
      firewalls: gcp.firewalls.map(({ name, network }) => ({ name: name ?? '', network: last(network) })),
      instances: gcp.instances.map(({ name, zone }) => ({ name: name ?? '', zone: last(zone) })),
      buckets: gcp.buckets.map(({ name }) => ({ name: name ?? '' })),
    },
  }
}

const last = (path: string | null | undefined) => path?.split('/').at(-1) ?? ''
