import type { BackupVaultListMember } from '@aws-sdk/client-backup'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import { defineAwsType } from '../../resource-type.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime, parseEc2Arn } from './values.ts'

type Raw = { readonly vault: BackupVaultListMember; readonly tags?: TagMap; readonly unread?: readonly Unread[] }

export const backupVault = defineAwsType({
  type: 'aws.backup.vault',
  label: 'Backup vault',
  code: 'BACKUP_VAULT',
  service: 'Backup',
  scope: 'region',
  permissions: ['backup:ListBackupVaults', 'tag:GetResources'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' } },
  fields: z.object({
    created: z.string().optional(),
    /** `BACKUP_VAULT`, or `LOGICALLY_AIR_GAPPED_BACKUP_VAULT`. */
    vaultType: z.string().optional(),
    state: z.string().optional(),
    recoveryPoints: z.int().optional(),
    /** ARN of the key. */
    kmsKeyId: z.string().optional(),
    /** Vault Lock keeps everyone from deleting recovery points early. */
    isLocked: z.boolean().optional(),
    /** From when on the lock cannot be taken off; absent where it can be at any time. */
    lockedForGood: z.string().optional(),
    /** Days. */
    minRetention: z.int().optional(),
    /** Days. */
    maxRetention: z.int().optional(),
  }),

  async *list(context) {
    const tagsOf = lazyTags(context, ['backup:backup-vault'])
    for await (const vault of vaults(context.clients)) {
      const tags = await tagsOf()
      yield { vault, tags: tags.of(vault.BackupVaultArn) ?? {}, unread: tags.unread }
    }
  },

  // Of a vault that is not there AWS says that access is denied: the list alone tells the two apart.
  async one(context, arn) {
    const { region } = parseEc2Arn(arn)
    const ask = context.reader()
    for await (const vault of vaults(context.clients, region)) {
      if (vault.BackupVaultArn !== arn) continue
      const tags = await ask(['tags'], () => tagsOfResource(context, arn, region))
      return { vault, tags: tags ?? {}, unread: ask.unread }
    }
    return undefined
  },

  normalise: ({ vault, tags = {}, unread = [] }: Raw, { region }) => ({
    id: vault.BackupVaultArn ?? '',
    name: vault.BackupVaultName ?? '',
    region,
    tags,
    config: {
      created: isoTime(vault.CreationDate),
      vaultType: vault.VaultType,
      state: vault.VaultState,
      recoveryPoints: vault.NumberOfRecoveryPoints,
      kmsKeyId: vault.EncryptionKeyArn,
      isLocked: vault.Locked,
      lockedForGood: isoTime(vault.LockDate),
      minRetention: vault.MinRetentionDays,
      maxRetention: vault.MaxRetentionDays,
    },
    unread,
  }),
})

async function* vaults(clients: AwsClients, region?: string): AsyncIterable<BackupVaultListMember> {
  const { paginateListBackupVaults } = await import('@aws-sdk/client-backup')
  const client = await clients.backup(region)
  for await (const { BackupVaultList = [] } of paginateListBackupVaults({ client, pageSize: 1000 }, {}))
    yield* BackupVaultList
}
