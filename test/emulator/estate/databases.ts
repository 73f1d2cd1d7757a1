import * as sdk from '@aws-sdk/client-rds'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'

const login = { MasterUsername: 'owner', MasterUserPassword: 'not-a-secret-1' }
const careful = {
  Engine: 'postgres',
  DBInstanceClass: 'db.t3.medium',
  AllocatedStorage: 20,
  Port: 6432,
  StorageEncrypted: true,
  PubliclyAccessible: false,
  AutoMinorVersionUpgrade: true,
  MultiAZ: true,
  ...login,
}
const good: Verdicts = { 51: 'PASS', 53: 'PASS', 55: 'PASS', 56: 'PASS', 1020: 'PASS' }

/** Instances of which each falls short in one thing. */
export async function fillDatabases(account: Account): Promise<void> {
  const rds = await account.client('rds')
  async function database(name: string, verdicts: Verdicts, input: Partial<sdk.CreateDBInstanceCommandInput> = {}) {
    await rds.send(new sdk.CreateDBInstanceCommand({ DBInstanceIdentifier: name, ...careful, ...input }))
    account.expect(name, { ...good, ...verdicts })
    // AWS makes a snapshot of a new database by itself, which cannot be shared.
    account.expect(`rds:${name}-2*`, { 52: 'NOT_APPLICABLE', 54: input.StorageEncrypted === false ? 'FAIL' : 'PASS' })
  }
  await database('db-careful', {})
  await database('db-public', { 51: 'FAIL' }, { PubliclyAccessible: true })
  await database('db-plain', { 53: 'FAIL' }, { StorageEncrypted: false })
  await database('db-not-upgraded', { 55: 'FAIL' }, { AutoMinorVersionUpgrade: false })
  await database('db-usual-port', { 56: 'FAIL' }, { Port: 5432 })
  await database('db-usual-port-mysql', { 56: 'FAIL' }, { Engine: 'mysql', Port: 3306 })
  await database('db-port-of-another', {}, { Engine: 'mysql', Port: 5432 })
  await database('db-one-zone', { 1020: 'FAIL' }, { MultiAZ: false })
}

/** Snapshots of databases and of clusters, whose answers name the same things differently. */
export async function fillSnapshots(account: Account): Promise<void> {
  const rds = await account.client('rds')
  async function snapshot(name: string, source: string, verdicts: Verdicts) {
    await rds.send(new sdk.CreateDBSnapshotCommand({ DBSnapshotIdentifier: name, DBInstanceIdentifier: source }))
    account.expect(name, verdicts)
  }
  await snapshot('snapshot-kept', 'db-careful', { 52: 'PASS', 54: 'PASS' })
  await snapshot('snapshot-plain', 'db-plain', { 52: 'PASS', 54: 'FAIL' })
  await snapshot('snapshot-for-all', 'db-plain', { 52: 'FAIL', 54: 'FAIL' })
  await rds.send(
    new sdk.ModifyDBSnapshotAttributeCommand({
      DBSnapshotIdentifier: 'snapshot-for-all',
      AttributeName: 'restore',
      ValuesToAdd: ['all'],
    }),
  )
  await snapshot('snapshot-for-one', 'db-careful', { 52: 'PASS', 54: 'PASS' })
  await rds.send(
    new sdk.ModifyDBSnapshotAttributeCommand({
      DBSnapshotIdentifier: 'snapshot-for-one',
      AttributeName: 'restore',
      ValuesToAdd: ['999988887777'],
    }),
  )

  async function clusterSnapshot(name: string, StorageEncrypted: boolean, verdicts: Verdicts) {
    const DBClusterIdentifier = `cluster-of-${name}`
    await rds.send(
      new sdk.CreateDBClusterCommand({ DBClusterIdentifier, Engine: 'aurora-postgresql', StorageEncrypted, ...login }),
    )
    await rds.send(new sdk.CreateDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: name, DBClusterIdentifier }))
    account.expect(name, verdicts)
    account.expect(`rds:${DBClusterIdentifier}-2*`, { 52: 'NOT_APPLICABLE', 54: StorageEncrypted ? 'PASS' : 'FAIL' })
    account.expect(DBClusterIdentifier, { 1020: 'FAIL' })
  }
  await clusterSnapshot('cluster-snapshot-kept', true, { 52: 'PASS', 54: 'PASS' })
  await clusterSnapshot('cluster-snapshot-plain', false, { 52: 'FAIL', 54: 'FAIL' })
  await rds.send(
    new sdk.ModifyDBClusterSnapshotAttributeCommand({
      DBClusterSnapshotIdentifier: 'cluster-snapshot-plain',
      AttributeName: 'restore',
      ValuesToAdd: ['all'],
    }),
  )
}
