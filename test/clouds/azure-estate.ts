import {
  type AzureAccount,
  type AzureContainer,
  type AzureEstate,
  type AzureGroup,
  type AzureMachine,
  type AzureRule,
  emptyAzureEstate,
} from './azure-estate-shape.ts'

export { type AzureEstate, emptyAzureEstate } from './azure-estate-shape.ts'
export { generateAzureEstate, hostileAzureEstate } from './azure-estates.ts'

/** About thirty resources of a made-up company; every control has some that pass and some that fail. */
export function demoAzureEstate(): AzureEstate {
  return {
    ...emptyAzureEstate(),
    networkSecurityGroups: demoGroups(),
    storageAccounts: demoAccounts(),
    virtualMachines: demoMachines(),
  }
}

function demoGroups(): AzureGroup[] {
  const group = (name: string, resourceGroup: string, location: string, rules: AzureRule[]): AzureGroup => ({
    name,
    resourceGroup,
    location,
    tags: { environment: 'production' },
    rules,
    subnets: [`snet-${name.slice(4)}`],
  })
  const https: AzureRule = { name: 'AllowHttps', priority: 200, source: 'Internet', ports: '443' }
  return [
    group('nsg-web', 'rg-shop', 'westeurope', [https, { name: 'AllowHttp', priority: 210, source: '*', ports: '80' }]),
    group('nsg-bastion', 'rg-hub', 'westeurope', [
      https,
      { name: 'AllowSsh', priority: 300, source: '*', ports: '22' },
    ]),
    group('nsg-jumpbox', 'rg-hub', 'northeurope', [
      { name: 'AllowRdp', priority: 100, source: ['0.0.0.0/1', '128.0.0.0/1'], ports: ['3389', '5985-5986'] },
    ]),
    group('nsg-office', 'rg-hub', 'westeurope', [
      { name: 'AllowOffice', priority: 100, source: '203.0.113.0/24', ports: ['22', '3389'] },
    ]),
    group('nsg-legacy', 'rg-legacy', 'eastus', [
      { name: 'AllowAll', priority: 4000, protocol: '*', source: '0.0.0.0/0', ports: '*' },
    ]),
    group('nsg-shadowed', 'rg-legacy', 'eastus', [
      { name: 'DenyAdmin', priority: 100, access: 'Deny', protocol: '*', source: 'Internet', ports: ['22', '3389'] },
      { name: 'AllowAll', priority: 200, protocol: '*', source: '*', ports: '*' },
    ]),
    group('nsg-agents', 'rg-build', 'westeurope', [
      { name: 'AllowAzure', priority: 100, source: 'AzureCloud', ports: '22' },
      { name: 'AllowAgents', priority: 110, sourceGroups: ['asg-agents'], ports: '*' },
    ]),
    group('nsg-data', 'rg-data', 'westeurope', [
      { name: 'AllowVnetSql', priority: 100, source: 'VirtualNetwork', ports: '1433' },
      { name: 'DenyInternet', priority: 4096, access: 'Deny', protocol: '*', source: 'Internet', ports: '*' },
    ]),
  ]
}

function demoAccounts(): AzureAccount[] {
  const account = (name: string, resourceGroup: string, settings: Partial<AzureAccount> = {}): AzureAccount => ({
    name,
    resourceGroup,
    location: 'westeurope',
    tags: { environment: 'production' },
    kind: 'StorageV2',
    httpsOnly: true,
    minimumTls: 'TLS1_2',
    allowBlobPublicAccess: false,
    containers: [],
    ...settings,
  })
  const containers = (...levels: AzureContainer['publicAccess'][]) =>
    levels.map((publicAccess, index) => ({ name: `${publicAccess.toLowerCase()}-${index + 1}`, publicAccess }))
  return [
    account('stcontosoassets', 'rg-shop', {
      allowBlobPublicAccess: true,
      containers: [
        { name: 'images', publicAccess: 'Blob' },
        { name: 'exports', publicAccess: 'Container' },
        { name: 'private', publicAccess: 'None' },
      ],
    }),
    account('stcontosoinvoices', 'rg-shop', { containers: containers('None', 'None') }),
    account('stcontosoclosed', 'rg-shop', { containers: containers('Container') }),
    account('stcontosolegacy', 'rg-legacy', {
      location: 'eastus',
      kind: 'Storage',
      httpsOnly: false,
      minimumTls: undefined,
      allowBlobPublicAccess: undefined,
      containers: containers('Blob', 'None'),
    }),
    account('stcontosobackup', 'rg-data', { minimumTls: 'TLS1_0', containers: containers('None') }),
    account('stcontosologs', 'rg-hub', { minimumTls: 'TLS1_3', containers: containers('None') }),
    account('stcontosodiag', 'rg-hub', { allowBlobPublicAccess: true, containers: containers('None', 'None') }),
    account('stcontososhares', 'rg-data', { kind: 'FileStorage', sku: 'Premium_LRS', httpsOnly: false }),
    account('stcontosolake', 'rg-data', { location: 'northeurope', containers: containers('None', 'None', 'None') }),
    account('stcontosobuild', 'rg-build', { minimumTls: 'TLS1_1', tags: {}, containers: containers('None') }),
  ]
}

function demoMachines(): AzureMachine[] {
  const machine = (name: string, resourceGroup: string, settings: Partial<AzureMachine> = {}): AzureMachine => ({
    name,
    resourceGroup,
    location: 'westeurope',
    tags: { environment: 'production' },
    osType: 'Linux',
    generation: 'V2',
    securityType: 'TrustedLaunch',
    secureBoot: true,
    vTpm: true,
    osDisk: 'managed',
    networkInterfaces: [`nic-${name}`],
    ...settings,
  })
  const standard = { securityType: undefined, secureBoot: undefined, vTpm: undefined }
  return [
    machine('vm-web-01', 'rg-shop', { dataDisks: [{ name: 'vm-web-01-data', isManaged: true }] }),
    machine('vm-web-02', 'rg-shop', { secureBoot: false }),
    machine('vm-jumpbox', 'rg-hub', { osType: 'Windows', location: 'northeurope', bootDiagnostics: 'stcontosodiag' }),
    machine('vm-sql-01', 'rg-data', { ...standard, osType: 'Windows', size: 'Standard_E8s_v5' }),
    machine('vm-legacy', 'rg-legacy', { ...standard, location: 'eastus', generation: 'V1', osDisk: 'unmanaged' }),
    machine('vm-legacy-db', 'rg-legacy', {
      ...standard,
      location: 'eastus',
      generation: 'V1',
      dataDisks: [{ name: 'vm-legacy-db-backup', isManaged: false }],
    }),
    machine('vm-agent-01', 'rg-build', { osDisk: 'ephemeral' }),
    machine('vm-vault', 'rg-data', { securityType: 'ConfidentialVM', size: 'Standard_DC4as_v5' }),
  ]
}
