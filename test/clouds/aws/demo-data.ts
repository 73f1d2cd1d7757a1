import type { AwsAccount } from './estate.ts'
import type { Database, DatabaseCluster, DatabaseSnapshot } from './services/rds.ts'

type Ago = (days: number) => string

const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const key = 'arn:aws:kms:us-east-1:111122223333:key/0d6e3f1a-5b7c-4e8f-9a2b-3c4d5e6f7a8b'

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoData = (ago: Ago): Partial<AwsAccount> => ({
  rds: {
    instances: databases(ago),
    clusters: clusters(ago),
    snapshots: snapshots(ago),
    clusterSnapshots: clusterSnapshots(ago),
  },
  efs: {
    fileSystems: [
      { id: 'fs-0a1b2c3d4e5f60718', region: virginia, name: 'harbor-shared', created: ago(300), encrypted: true, key },
      { id: 'fs-0f1e2d3c4b5a69788', region: ireland, name: 'harbor-legacy-nfs', created: ago(1400), encrypted: false },
    ],
  },
  backup: {
    vaults: [
      {
        ...{ name: 'harbor-nightly', arn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:harbor-nightly', key },
        ...{ created: ago(500), recoveryPoints: 42, lock: { minRetention: 30 }, tags: { env: 'prod' } },
      },
      {
        ...{ name: 'Default', arn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:Default' },
        ...{ created: ago(700), recoveryPoints: 0 },
      },
    ],
  },
})

function databases(ago: Ago): Database[] {
  const careful: Omit<Database, 'name'> = {
    ...{ region: virginia, engine: 'postgres', encrypted: true, key, created: ago(400), zone: 'us-east-1a' },
    ...{ isPublic: false, autoMinorVersionUpgrade: true, multiAz: true, port: 6432 },
    ...{ vpc: 'vpc-0a1b2c3d4e5f60718', groups: ['sg-04d5e6f7080910213'], tags: { env: 'prod' } },
  }
  const aurora = { engine: 'aurora-mysql', cluster: 'harbor-catalog', port: 3306, multiAz: false }
  return [
    { ...careful, name: 'harbor-orders' },
    { ...careful, name: 'harbor-orders-reader', multiAz: false, replicaOf: 'harbor-orders' },
    {
      ...{ ...careful, name: 'harbor-reports', engine: 'mysql', port: 3306, isPublic: true, encrypted: false },
      ...{ autoMinorVersionUpgrade: false, multiAz: false, groups: ['sg-05e6f708091021324'] },
      ...{ vpc: 'vpc-0f9e8d7c6b5a43210' },
    },
    { ...careful, ...aurora, name: 'harbor-catalog-1' },
    { ...careful, ...aurora, name: 'harbor-catalog-2', zone: 'us-east-1b' },
    { ...careful, name: 'harbor-documents', engine: 'docdb', port: 27017, encrypted: false, isPublic: true },
  ]
}

function clusters(ago: Ago): DatabaseCluster[] {
  const here = { region: virginia, encrypted: true, key, created: ago(200), groups: ['sg-04d5e6f7080910213'] }
  const [postgres, zones] = [{ engine: 'postgres', port: 6432 }, { multiAz: true }]
  return [
    { ...here, ...zones, name: 'harbor-catalog', engine: 'aurora-mysql', port: 3306 },
    { ...here, name: 'harbor-trial', engine: 'aurora-postgresql', port: 6432, multiAz: false },
    {
      ...here,
      ...postgres,
      ...zones,
      name: 'harbor-ledger',
      settings: { isPublic: false, autoMinorVersionUpgrade: true },
    },
    {
      ...here,
      ...postgres,
      ...zones,
      name: 'harbor-partners',
      settings: { isPublic: true, autoMinorVersionUpgrade: false },
    },
  ]
}

function snapshots(ago: Ago): DatabaseSnapshot[] {
  const orders = { region: virginia, engine: 'postgres', source: 'harbor-orders', encrypted: true, key }
  const reports = { region: virginia, engine: 'mysql', source: 'harbor-reports', encrypted: false }
  return [
    { ...orders, name: 'harbor-orders-before-upgrade', type: 'manual', created: ago(90), sharedWith: ['444455556666'] },
    { ...orders, name: 'rds:harbor-orders-nightly', type: 'automated', created: ago(1) },
    { ...reports, name: 'harbor-reports-handover', type: 'manual', created: ago(240), sharedWith: ['all'] },
    { ...orders, name: 'awsbackup:job-0c1d2e3f', type: 'awsbackup', created: ago(2) },
  ]
}

function clusterSnapshots(ago: Ago): DatabaseSnapshot[] {
  const catalog = { region: virginia, engine: 'aurora-mysql', source: 'harbor-catalog' }
  return [
    { ...catalog, name: 'harbor-catalog-release', type: 'manual', created: ago(30), encrypted: true, key },
    {
      ...catalog,
      name: 'harbor-catalog-2023',
      type: 'manual',
      created: ago(800),
      encrypted: false,
      sharedWith: ['all'],
    },
    { ...catalog, name: 'rds:harbor-catalog-nightly', type: 'automated', created: ago(1), encrypted: true, key },
  ]
}
