import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AzureClients } from '../../clients.ts'
import { concurrently } from '../../concurrently.ts'
import { OperationError } from '../../operation-error.ts'
import { type CollectContext, defineAzureType } from '../../resource-type.ts'
import { armResource, describeArmResource, getIfPresent, resourceGroupOf } from './arm-resource.ts'

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list */
const apiVersion = '2023-05-01'

const raw = armResource.extend({
  kind: z.string().optional(),
  sku: z.looseObject({ name: z.string() }).nullish(),
  properties: z.looseObject({
    // The SDKs call it enableHttpsTrafficOnly.
    supportsHttpsTrafficOnly: z.boolean().nullish(),
    minimumTlsVersion: z.string().nullish(),
    allowBlobPublicAccess: z.boolean().nullish(),
    publicNetworkAccess: z.string().nullish(),
    isHnsEnabled: z.boolean().nullish(),
    isNfsV3Enabled: z.boolean().nullish(),
    primaryEndpoints: z.looseObject({ blob: z.string().nullish() }).nullish(),
  }),
})
type Account = z.infer<typeof raw>

/** The containers that anyone may read, counted, and the first of them by name and level. */
type AnonymousContainers = { readonly count: number; readonly first: readonly string[] }

/** A storage account as ARM answers it, with what its containers' list said. */
type Raw = { readonly account: unknown; readonly anonymous?: AnonymousContainers; readonly unread: readonly Unread[] }

export const storageAccount = defineAzureType({
  type: 'azure.storage.account',
  label: 'Storage account',
  code: 'STORAGE_ACCOUNT',
  service: 'Storage Accounts',
  scope: 'global',
  permissions: [
    'Microsoft.Storage/storageAccounts/read',
    'Microsoft.Storage/storageAccounts/blobServices/containers/read',
  ],

  fields: z.object({
    resourceGroup: z.string().optional(),
    /** `StorageV2`, `Storage`, `BlobStorage`, `BlockBlobStorage` or `FileStorage`. */
    kind: z.string().optional(),
    sku: z.string().optional(),
    secureTransferRequired: z.boolean().optional(),
    /** `TLS1_0` to `TLS1_3`; an account that has none accepts TLS 1.0. */
    minimumTlsVersion: z.string().optional(),
    /** Accounts made before late 2023 behave as `true` where it is absent. */
    anonymousAccessAllowed: z.boolean().optional(),
    publicNetworkAccess: z.string().optional(),
    hierarchicalNamespace: z.boolean().optional(),
    nfsV3: z.boolean().optional(),
    hasBlobService: z.boolean(),
    blobEndpoint: z.string().optional(),
    /** Containers whose public access level is Blob or Container, while the account allows it. */
    anonymousContainerCount: z.int().optional(),
    /** The first ten of them with their levels: `logs (Blob), web (Container) and 3 more`; absent where there is none. */
    anonymousContainers: z.string().optional(),
  }),

  list: (context) =>
    concurrently(
      context.clients.list<unknown>(
        `/subscriptions/${context.account}/providers/Microsoft.Storage/storageAccounts`,
        apiVersion,
      ),
      8,
      (account) => withContainers(context, account),
    ),

  async one(context, id) {
    const account = await getIfPresent<unknown>(context.clients, id, apiVersion)
    return account === undefined ? undefined : withContainers(context, account)
  },

  normalise({ account: answer, anonymous, unread }: Raw) {
    const account = raw.parse(answer)
    const { properties, kind, sku } = account
    return {
      ...describeArmResource(account),
      config: {
        resourceGroup: resourceGroupOf(account.id),
        kind,
        sku: sku?.name,
        secureTransferRequired: properties.supportsHttpsTrafficOnly ?? undefined,
        minimumTlsVersion: properties.minimumTlsVersion ?? undefined,
        anonymousAccessAllowed: properties.allowBlobPublicAccess ?? undefined,
        publicNetworkAccess: properties.publicNetworkAccess ?? undefined,
        hierarchicalNamespace: properties.isHnsEnabled ?? undefined,
        nfsV3: properties.isNfsV3Enabled ?? undefined,
        hasBlobService: hasBlobService(account),
        blobEndpoint: properties.primaryEndpoints?.blob?.toLowerCase().replace(/\/$/, ''),
        anonymousContainerCount: anonymous?.count,
        anonymousContainers: anonymous && describeContainers(anonymous),
      },
      unread,
    }
  },
})

/** FileStorage accounts have no blob service. */
const hasBlobService = ({ kind, properties }: Account) =>
  properties.primaryEndpoints ? Boolean(properties.primaryEndpoints.blob) : kind !== 'FileStorage'

/**
 * Asks for the containers where they can be public: not where the account has no blob service, nor where it forbids
 * anonymous access whatever their level, which saves a call for nearly every account.
 */
async function withContainers({ clients, reader }: CollectContext<'azure'>, answer: unknown): Promise<Raw> {
  const { success, data: account } = raw.safeParse(answer)
  // `normalise` says what is wrong with it.
  if (!success || !hasBlobService(account)) return { account: answer, unread: [] }
  if (account.properties.allowBlobPublicAccess === false) {
    return { account: answer, anonymous: { count: 0, first: [] }, unread: [] }
  }
  const read = reader()
  const anonymous = await read(['anonymousContainerCount', 'anonymousContainers'], () =>
    findAnonymousContainers(clients, account.id),
  )
  return { account: answer, ...(anonymous && { anonymous }), unread: read.unread }
}

const container = z.looseObject({
  name: z.string(),
  properties: z.looseObject({ publicAccess: z.string().nullish() }),
})

/** The management plane's list: Reader is enough, and the account's firewall does not stand before it. */
async function findAnonymousContainers(clients: AzureClients, id: string): Promise<AnonymousContainers> {
  const first: string[] = []
  let count = 0
  for await (const item of clients.list<unknown>(`${id}/blobServices/default/containers`, apiVersion)) {
    const { success, data } = container.safeParse(item)
    if (!success) throw notUnderstood()
    const level = data.properties.publicAccess || 'None'
    if (level.toLowerCase() === 'none') continue
    count++
    if (first.length < 10) first.push(`${data.name} (${level})`)
  }
  return { count, first }
}

const notUnderstood = () =>
  new OperationError({
    operation: 'GET Microsoft.Storage/storageAccounts/blobServices/containers',
    failure: 'failed',
    code: 'Malformed',
    message: 'Azure answered with a blob container that Plumbline does not understand.',
  })

function describeContainers({ count, first }: AnonymousContainers): string | undefined {
  if (count === 0) return undefined
  return `${first.join(', ')}${count > first.length ? ` and ${count - first.length} more` : ''}`
}
