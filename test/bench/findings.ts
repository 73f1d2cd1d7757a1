import type { Control } from '../../shared/control.ts'
import type { SyncConnector, SyncEvaluation, SyncResource } from '../../shared/sync.ts'
import type { ConsoleData } from '../consoles/data.ts'
import { type FakeEstate, fakeEstate, summaryOf } from '../e2e/fake-estate.ts'

const count = 2000
const project = 'plumbline-bench'
const tenant = '7d0c6f5e-1111-4222-8333-444455556666'
const subscription = '0b1f6471-1bf0-4dda-aec3-cb9272f09590'
const group = `/subscriptions/${subscription}/resourceGroups/rg-bench`

const names = (prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(5, '0')}`)
const buckets = names('ledger')
const accounts = names('archive').map((name) => name.replace('-', ''))
const firewalls = names('allow')

/** 2,000 rows on a page of each console; every one of them fails a control of `benchEstate`. */
export const benchConsoles: ConsoleData = {
  aws: {
    accountId: '111122223333',
    buckets: buckets.map((name) => ({ name, region: 'eu-west-1' })),
    users: [],
    regions: {},
  },
  azure: {
    tenant,
    subscriptionId: subscription,
    resources: {
      'microsoft.storage/storageaccounts': accounts.map((name) => ({
        id: `${group}/providers/Microsoft.Storage/storageAccounts/${name}`,
        name,
      })),
    },
  },
  gcp: { project, firewalls: firewalls.map((name) => ({ name, network: 'default' })), instances: [], buckets: [] },
}

/** Pages that list them, by console. */
export const benchPages = {
  AWS: 'https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1',
  Azure: 'https://portal.azure.com/#browse/Microsoft.Storage%2FstorageAccounts',
  GCP: `https://console.cloud.google.com/networking/firewalls/list?project=${project}`,
} as const

const azureResources = accounts.map((name, index): SyncResource => {
  const id = `${group}/providers/Microsoft.Storage/storageAccounts/${name}`
  return [1_000_000 + index, id, 'azure.storage.account', name, 'azure', subscription, 'westeurope']
})
const gcpResources = firewalls.map((name, index): SyncResource => {
  const id = `//compute.googleapis.com/projects/${project}/global/firewalls/${name}`
  return [2_000_000 + index, id, 'gcp.compute.firewall', name, 'gcp', project, 'global']
})

/** An estate of 50,000 findings, 4,000 of them on Azure and Google Cloud, the others on AWS buckets. */
export function benchEstate(): FakeEstate {
  const { controls, connectors, ...aws } = fakeEstate(34_500, buckets)
  const [evaluation] = aws.evaluations
  const [control] = controls
  const [connector] = connectors
  if (!evaluation || !control || !connector) throw new Error('The estate is empty')
  const more: readonly (readonly [number, Control['cloud'], string, readonly SyncResource[]])[] = [
    [50_012, 'azure', subscription, azureResources],
    [52_001, 'gcp', project, gcpResources],
  ]
  const findings = more.flatMap(([cid, , , resources]) =>
    resources.map(([rid]): SyncEvaluation => [cid, rid, 1, ...(evaluation.slice(3) as Rest)]),
  )
  const evaluations = [...aws.evaluations, ...findings]
  return {
    controls: [
      ...controls,
      ...more.map(([cid, cloud, , [first]]): Control => ({ ...control, cid, cloud, resources: [first?.[2] ?? ''] })),
    ],
    connectors: [
      connector,
      ...more.map(([, cloud, account]): SyncConnector => ({ ...connector, id: cloud, name: cloud, cloud, account })),
    ],
    resources: [...aws.resources, ...more.flatMap(([, , , resources]) => resources)],
    evaluations,
    summary: summaryOf(evaluations, 60_000),
  }
}

type Rest = SyncEvaluation extends readonly [number, number, 0 | 1 | 2, ...infer Tail] ? Tail : never
