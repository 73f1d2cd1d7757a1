/** A rule of a network security group; unsaid, it lets TCP in from everywhere. */
export type AzureRule = {
  name: string
  priority: number
  access?: 'Allow' | 'Deny'
  direction?: 'Inbound' | 'Outbound'
  protocol?: string
  source?: string | readonly string[]
  ports: string | readonly string[]
  /** Application security groups instead of addresses. */
  sourceGroups?: readonly string[]
}

type Arm = { name: string; resourceGroup: string; location: string; tags?: Record<string, string> }

export type AzureGroup = Arm & {
  rules: AzureRule[]
  subnets?: readonly string[]
  networkInterfaces?: readonly string[]
}

export type AzureContainer = { name: string; publicAccess: 'None' | 'Blob' | 'Container' }

export type AzureAccount = Arm & {
  kind: 'StorageV2' | 'Storage' | 'BlobStorage' | 'BlockBlobStorage' | 'FileStorage'
  sku?: string
  httpsOnly: boolean
  minimumTls?: string
  allowBlobPublicAccess?: boolean
  containers: AzureContainer[]
}

export type AzureMachine = Arm & {
  size?: string
  osType: 'Linux' | 'Windows'
  generation: 'V1' | 'V2'
  securityType?: 'TrustedLaunch' | 'ConfidentialVM'
  secureBoot?: boolean
  vTpm?: boolean
  osDisk: 'managed' | 'ephemeral' | 'unmanaged'
  dataDisks?: readonly { readonly name: string; readonly isManaged: boolean }[]
  networkInterfaces?: readonly string[]
  /** Name of the storage account that keeps its boot diagnostics. */
  bootDiagnostics?: string
}

/** A subscription, the application that reads it, and what is in it; changed in place by tests. */
export type AzureEstate = {
  tenantId: string
  clientId: string
  clientSecret: string
  isSecretExpired?: boolean
  /** Whether the application has a role on the subscription. */
  hasRole: boolean
  subscription: { id: string; name: string; state: string; tags?: Record<string, string> }
  networkSecurityGroups: AzureGroup[]
  storageAccounts: AzureAccount[]
  virtualMachines: AzureMachine[]
}

/** An estate without resources. */
export const emptyAzureEstate = (): AzureEstate => ({
  tenantId: '5f0c1a52-8d0e-4f6b-9b3f-2c7a1d9e4b60',
  clientId: 'a8e2d7c4-31b5-4c09-8a6e-7f1b2c3d4e5f',
  clientSecret: 'simulated~secret~of~the~application',
  hasRole: true,
  subscription: { id: '00000000-1111-2222-3333-444444444444', name: 'Contoso Production', state: 'Enabled' },
  networkSecurityGroups: [],
  storageAccounts: [],
  virtualMachines: [],
})
