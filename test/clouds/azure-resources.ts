import type {
  AzureAccount,
  AzureContainer,
  AzureEstate,
  AzureGroup,
  AzureMachine,
  AzureRule,
} from './azure-estate-shape.ts'

/** What Resource Manager answers for the parts of an estate, in the shapes of its REST reference. */
export function azureResources(estate: AzureEstate) {
  const subscription = `/subscriptions/${estate.subscription.id}`
  const idOf = (resourceGroup: string, type: string, name: string) =>
    `${subscription}/resourceGroups/${resourceGroup}/providers/${type}/${name}`

  const groupId = (group: AzureGroup) =>
    idOf(group.resourceGroup, 'Microsoft.Network/networkSecurityGroups', group.name)
  const accountId = ({ resourceGroup, name }: AzureAccount) =>
    idOf(resourceGroup, 'Microsoft.Storage/storageAccounts', name)
  const machineId = ({ resourceGroup, name }: AzureMachine) =>
    idOf(resourceGroup, 'Microsoft.Compute/virtualMachines', name)
  const diskId = (machine: AzureMachine) =>
    idOf(machine.resourceGroup, 'Microsoft.Compute/disks', `${machine.name}_OsDisk`)

  const group = (source: AzureGroup) => ({
    id: groupId(source),
    name: source.name,
    type: 'Microsoft.Network/networkSecurityGroups',
    location: source.location,
    tags: source.tags ?? {},
    etag: 'W/"6c4b7b1e-0000-4000-8000-000000000001"',
    properties: {
      provisioningState: 'Succeeded',
      securityRules: source.rules.map((rule) => rendered(rule, groupId(source))),
      defaultSecurityRules: defaultRules.map((rule) => rendered(rule, groupId(source), 'defaultSecurityRules')),
      subnets: (source.subnets ?? []).map((name) => ({
        id: `${idOf(source.resourceGroup, 'Microsoft.Network/virtualNetworks', 'vnet')}/subnets/${name}`,
      })),
      networkInterfaces: (source.networkInterfaces ?? []).map((name) => ({
        id: idOf(source.resourceGroup, 'Microsoft.Network/networkInterfaces', name),
      })),
    },
  })

  const rendered = (rule: AzureRule, parent: string, kind = 'securityRules') => ({
    id: `${parent}/${kind}/${rule.name}`,
    name: rule.name,
    properties: {
      provisioningState: 'Succeeded',
      protocol: rule.protocol ?? 'Tcp',
      access: rule.access ?? 'Allow',
      direction: rule.direction ?? 'Inbound',
      priority: rule.priority,
      sourcePortRange: '*',
      sourcePortRanges: [],
      ...oneOrMany('destinationPortRange', rule.ports),
      ...(rule.sourceGroups
        ? {
            sourceApplicationSecurityGroups: rule.sourceGroups.map((name) => ({
              id: idOf('rg-hub', 'Microsoft.Network/applicationSecurityGroups', name),
            })),
            sourceAddressPrefixes: [],
          }
        : oneOrMany('sourceAddressPrefix', rule.source ?? '*')),
      destinationAddressPrefix: '*',
      destinationAddressPrefixes: [],
    },
  })

  const account = (source: AzureAccount) => {
    const endpoint = (service: string) => `https://${source.name}.${service}.core.windows.net/`
    const services = source.kind === 'FileStorage' ? ['file'] : ['blob', 'dfs', 'file', 'queue', 'table', 'web']
    return {
      id: accountId(source),
      name: source.name,
      type: 'Microsoft.Storage/storageAccounts',
      location: source.location,
      tags: source.tags ?? {},
      kind: source.kind,
      sku: { name: source.sku ?? 'Standard_LRS', tier: source.sku?.startsWith('Premium') ? 'Premium' : 'Standard' },
      properties: {
        provisioningState: 'Succeeded',
        supportsHttpsTrafficOnly: source.httpsOnly,
        ...(source.minimumTls && { minimumTlsVersion: source.minimumTls }),
        ...(source.allowBlobPublicAccess !== undefined && { allowBlobPublicAccess: source.allowBlobPublicAccess }),
        publicNetworkAccess: 'Enabled',
        primaryEndpoints: Object.fromEntries(services.map((service) => [service, endpoint(service)])),
      },
    }
  }

  const container = (source: AzureAccount, { name, publicAccess }: AzureContainer) => ({
    id: `${accountId(source)}/blobServices/default/containers/${name}`,
    name,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    properties: { publicAccess, leaseStatus: 'Unlocked', hasImmutabilityPolicy: false, hasLegalHold: false },
  })

  const vhd = (name: string) => ({ vhd: { uri: `https://stvhds.blob.core.windows.net/vhds/${name}.vhd` } })
  const managed = (machine: AzureMachine, id: string) => ({
    managedDisk: { storageAccountType: 'Premium_LRS', id: idOf(machine.resourceGroup, 'Microsoft.Compute/disks', id) },
  })

  const machine = (source: AzureMachine, id = machineId(source)) => ({
    id,
    name: source.name,
    type: 'Microsoft.Compute/virtualMachines',
    location: source.location,
    tags: source.tags ?? {},
    properties: {
      vmId: '7d1f6d3e-0000-4000-8000-000000000002',
      provisioningState: 'Succeeded',
      hardwareProfile: { vmSize: source.size ?? 'Standard_D2s_v5' },
      storageProfile: {
        osDisk: {
          osType: source.osType,
          name: `${source.name}_OsDisk`,
          createOption: 'FromImage',
          ...(source.osDisk === 'unmanaged' && vhd(source.name)),
          ...(source.osDisk === 'managed' && managed(source, `${source.name}_OsDisk`)),
          ...(source.osDisk === 'ephemeral' && { diffDiskSettings: { option: 'Local' } }),
        },
        dataDisks: (source.dataDisks ?? []).map(({ name, isManaged }, lun) => ({
          lun,
          name,
          createOption: 'Empty',
          ...(isManaged ? managed(source, name) : vhd(name)),
        })),
      },
      ...(source.securityType && {
        securityProfile: {
          securityType: source.securityType,
          uefiSettings: { secureBootEnabled: source.secureBoot ?? false, vTpmEnabled: source.vTpm ?? false },
        },
      }),
      networkProfile: {
        networkInterfaces: (source.networkInterfaces ?? []).map((name) => ({
          id: idOf(source.resourceGroup, 'Microsoft.Network/networkInterfaces', name),
        })),
      },
      ...(source.bootDiagnostics && {
        diagnosticsProfile: {
          bootDiagnostics: { enabled: true, storageUri: `https://${source.bootDiagnostics}.blob.core.windows.net/` },
        },
      }),
    },
  })

  const disk = (source: AzureMachine) => ({
    id: diskId(source),
    name: `${source.name}_OsDisk`,
    type: 'Microsoft.Compute/disks',
    location: source.location,
    managedBy: machineId(source),
    properties: { osType: source.osType, hyperVGeneration: source.generation, diskState: 'Attached' },
  })

  return { groupId, accountId, machineId, diskId, group, account, container, machine, disk }
}

const oneOrMany = (field: string, value: string | readonly string[]) =>
  typeof value === 'string' ? { [field]: value, [plural(field)]: [] } : { [plural(field)]: value }

const plural = (field: string) => `${field}${field.endsWith('x') ? 'es' : 's'}`

const defaultRules: readonly AzureRule[] = [
  { name: 'AllowVnetInBound', priority: 65_000, protocol: '*', source: 'VirtualNetwork', ports: '*' },
  { name: 'AllowAzureLoadBalancerInBound', priority: 65_001, protocol: '*', source: 'AzureLoadBalancer', ports: '*' },
  { name: 'DenyAllInBound', priority: 65_500, access: 'Deny', protocol: '*', source: '*', ports: '*' },
]
