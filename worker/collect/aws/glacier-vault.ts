import type { DescribeVaultOutput } from '@aws-sdk/client-glacier'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { judgeResourcePolicy, resourcePolicyFieldNames, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly vault: DescribeVaultOutput
  readonly policy?: string | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/** Of the Glacier of vaults, not the storage class of S3. https://docs.aws.amazon.com/amazonglacier/latest/dev/api-vaults-get.html */
export const glacierVault = defineAwsType({
  type: 'aws.glacier.vault',
  label: 'Glacier vault',
  code: 'GLACIER_VAULT',
  service: 'S3 Glacier',
  scope: 'region',
  permissions: ['glacier:ListVaults', 'glacier:DescribeVault', 'glacier:GetVaultAccessPolicy', 'tag:GetResources'],
  fields: z.object({
    created: z.string().optional(),
    /** As of its last inventory. */
    archives: z.number().optional(),
    sizeInBytes: z.number().optional(),
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const { paginateListVaults } = await import('@aws-sdk/client-glacier')
    const tagsOf = lazyTags(context, ['glacier'])
    // Its pages hold ten at most, which is also what they hold unasked.
    const pages = paginateListVaults({ client: await context.clients.glacier() }, own)
    async function* vaults() {
      for await (const { VaultList = [] } of pages) yield* VaultList
    }
    yield* concurrently(vaults(), vaultsAtOnce, async (vault) => {
      const [tags, read] = await Promise.all([tagsOf(), readPolicy(context, vault)])
      return {
        ...{ vault, policy: read.policy, tags: tags.of(vault.VaultARN) },
        unread: [...tags.unread, ...read.unread],
      }
    })
  },

  async one(context, arn) {
    const { DescribeVaultCommand } = await import('@aws-sdk/client-glacier')
    const client = await context.clients.glacier()
    const vault = await unlessAbsent(['ResourceNotFound'], () =>
      client.send(new DescribeVaultCommand({ ...own, vaultName: arn.slice(arn.indexOf('/') + 1) })),
    )
    if (!vault) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    const read = await readPolicy(context, vault)
    return { vault, policy: read.policy, tags, unread: [...ask.unread, ...read.unread] }
  },

  normalise: ({ vault, policy: text, tags, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({ policies: [{ text }], unread, operation: 'glacier:GetVaultAccessPolicy' })
    return {
      id: vault.VaultARN ?? '',
      name: vault.VaultName ?? '',
      region: context.region,
      tags: tags ?? {},
      config: {
        created: isoTime(vault.CreationDate),
        archives: vault.NumberOfArchives,
        sizeInBytes: vault.SizeInBytes,
        ...policy.config,
      },
      unread: [...unread, ...policy.unread],
    }
  },
})

const vaultsAtOnce = 4

/** The account of the credentials, in Glacier's words. */
const own = { accountId: '-' }

async function readPolicy({ clients, reader }: CollectContext<'aws'>, { VaultName }: DescribeVaultOutput) {
  const { GetVaultAccessPolicyCommand } = await import('@aws-sdk/client-glacier')
  const client = await clients.glacier()
  const ask = reader()
  const answer = await ask(
    resourcePolicyFieldNames,
    () => client.send(new GetVaultAccessPolicyCommand({ ...own, vaultName: VaultName })),
    { absent: ['ResourceNotFound'] },
  )
  return { policy: answer?.policy?.Policy, unread: ask.unread }
}
