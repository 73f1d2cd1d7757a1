import { type AzureEstate, emptyAzureEstate } from './azure-estate-shape.ts'

const strange = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '=HYPERLINK("http://evil.example","x")',
  '+1+cmd|calc!A0',
  '\u202Etxt.exe',
  'zero\u200Bwidth\uFEFF',
  'İstanbul-ß-ﬁ',
  '{name} {{7*7}} #{7*7}',
  "'; DROP TABLE resources; --",
  'a'.repeat(10_000),
]

/** Names and tags with markup, script, formulas, odd writing directions and 10,000 characters. */
export function hostileAzureEstate(): AzureEstate {
  const tags = (name: string) => ({ [name.slice(0, 500)]: name, long: strange.join(' ') })
  const common = (name: string) => ({ name, resourceGroup: 'rg-hostile', location: 'westeurope', tags: tags(name) })
  // Names stand in ids: what would end or climb a path, or be too long for one, is left to the tags.
  const inPath = strange.map((name) => name.replaceAll(/[/?#\\%]/g, '-').slice(0, 200))
  return {
    ...emptyAzureEstate(),
    subscription: { ...emptyAzureEstate().subscription, name: strange.join(' '), tags: tags(strange[1] ?? '') },
    networkSecurityGroups: inPath.map((name) => ({
      ...common(name),
      rules: [{ name, priority: 100, source: '*', ports: '22' }],
    })),
    storageAccounts: inPath.map((name) => ({
      ...common(name),
      kind: 'StorageV2',
      httpsOnly: false,
      containers: [{ name, publicAccess: 'Blob' }],
    })),
    virtualMachines: inPath.map((name) => ({
      ...common(name),
      osType: 'Linux',
      generation: 'V2',
      osDisk: 'unmanaged',
      dataDisks: [{ name, isManaged: false }],
    })),
  }
}

/** As many resources as asked for, the same for the same seed: half machines, three tenths groups, the rest accounts. */
export function generateAzureEstate({ resources, seed = 1 }: { resources: number; seed?: number }): AzureEstate {
  let state = seed % 2_147_483_647 || 1
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const common = (prefix: string, index: number) => ({
    name: `${prefix}${String(index).padStart(6, '0')}`,
    resourceGroup: `rg-${random(40)}`,
    location: ['westeurope', 'northeurope', 'eastus', 'westus2'][random(4)] ?? 'westeurope',
    tags: { owner: `team-${random(20)}` },
  })
  const range = (count: number) => Array.from({ length: Math.round(count) }, (_, index) => index)
  return {
    ...emptyAzureEstate(),
    networkSecurityGroups: range(resources * 0.3).map((index) => ({
      ...common('nsg-', index),
      rules: range(1 + random(6)).map((rule) => ({
        name: `rule-${rule}`,
        priority: 100 + rule * 10,
        access: random(5) === 0 ? ('Deny' as const) : ('Allow' as const),
        source: ['VirtualNetwork', '203.0.113.0/24', '10.0.0.0/8', 'Internet'][random(4)] ?? '*',
        ports: ['443', '22', '3389', '8000-8100', '*'][random(5)] ?? '443',
      })),
    })),
    storageAccounts: range(resources * 0.2).map((index) => ({
      ...common('st', index),
      kind: 'StorageV2' as const,
      httpsOnly: random(10) > 0,
      minimumTls: random(5) === 0 ? 'TLS1_0' : 'TLS1_2',
      // One in twenty has its containers listed.
      allowBlobPublicAccess: random(20) === 0,
      containers: [{ name: 'data', publicAccess: random(3) === 0 ? ('Blob' as const) : ('None' as const) }],
    })),
    virtualMachines: range(resources - Math.round(resources * 0.3) - Math.round(resources * 0.2) - 1).map((index) => {
      const isTrusted = random(3) > 0
      return {
        ...common('vm-', index),
        osType: random(3) === 0 ? ('Windows' as const) : ('Linux' as const),
        generation: isTrusted || random(2) === 0 ? ('V2' as const) : ('V1' as const),
        ...(isTrusted && { securityType: 'TrustedLaunch' as const, secureBoot: random(6) > 0, vTpm: true }),
        osDisk: random(30) === 0 ? ('unmanaged' as const) : ('managed' as const),
      }
    }),
  }
}
