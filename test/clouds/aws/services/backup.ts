import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type BackupEstate = { vaults: BackupVault[] }

export type BackupVault = {
  name: string
  /** The whole of it, as the tagging service knows the vault. */
  arn: string
  created: string
  key?: string
  recoveryPoints: number
  lock?: { minRetention: number; from?: string }
  tags?: Record<string, string>
}

export const backupRoutes: readonly Route[] = [['GET', '/backup-vaults', 'ListBackupVaults']]

export const backup = answerJson({
  ListBackupVaults({ region, parameters }, { backup: estate }, world) {
    const here = estate?.vaults.filter(({ arn }) => arn.split(':')[3] === region) ?? []
    const { items, next } = jsonPage(here, { token: parameters.nextToken, size: parameters.maxResults, world })
    return {
      ...(next === undefined ? {} : { NextToken: next }),
      BackupVaultList: items.map(({ name, arn, created, key, recoveryPoints, lock }) => ({
        ...{ BackupVaultName: name, BackupVaultArn: arn, VaultType: 'BACKUP_VAULT', VaultState: 'AVAILABLE' },
        ...{ CreationDate: Date.parse(created) / 1000, EncryptionKeyArn: key, NumberOfRecoveryPoints: recoveryPoints },
        ...(lock
          ? { Locked: true, MinRetentionDays: lock.minRetention, LockDate: lock.from && Date.parse(lock.from) / 1000 }
          : { Locked: false }),
      })),
    }
  },
})
