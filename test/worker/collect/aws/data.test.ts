import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resourceTypes } from '../../../../worker/collect/index.ts'
import { loadEvaluator } from '../../../../worker/evaluate/index.ts'
import { OperationError } from '../../../../worker/operation-error.ts'
import { notFound, type RdsEstate } from '../../../clouds/aws/services/rds.ts'
import { type AwsEstate, demoAwsEstate } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

describe('a bucket', () => {
  test('has the tags that its own region knows, at one call per region', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-invoices').tags).toEqual({ env: 'prod', team: 'billing' })
    expect(named(buckets, 'harbor-scratch')).toMatchObject({ tags: {}, unread: [] })
    expect(cloud.calls.get('tagging:GetResources')).toBe(2)
    const { id } = named(buckets, 'harbor-invoices')
    expect((await collectOne(connection, 'aws.s3.bucket', id))?.tags).toEqual({ env: 'prod', team: 'billing' })
  })

  test('whose tags are refused is unread in them alone', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'tagging:GetResources', region: 'eu-west-1', kind: 'deny' })
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-scratch').unread).toEqual([
      expect.objectContaining({ field: 'tags', permission: 'tag:GetResources' }),
    ])
    expect(named(buckets, 'harbor-invoices').unread).toEqual([])
  })
})

test('a bucket whose region is not told claims no tags', async () => {
  const estate = demoAwsEstate()
  const bucket = estate.accounts[0]?.buckets.find(({ name }) => name === 'harbor-invoices')
  if (bucket) bucket.region = ''
  const { connection } = await connectTo(estate)
  const { tags, unread } = named(await collect(connection, 'aws.s3.bucket'), 'harbor-invoices')
  expect(tags).toEqual({})
  expect(unread?.filter(({ field }) => field === 'tags')).toEqual([
    { field: 'tags', reason: expect.stringContaining('did not tell the region') },
  ])
})

test("the account's public access block is asked for once, for the account and all of its buckets", async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  await collect(connection, 'aws.account')
  await collect(connection, 'aws.s3.bucket')
  expect(cloud.calls.get('s3control:GetPublicAccessBlock')).toBe(1)
})

describe('databases', () => {
  const names = (resources: readonly { readonly name: string }[]) => resources.map(({ name }) => name)

  test('of DocumentDB and Neptune are none of RDS', async () => {
    const estate = demoAwsEstate()
    const databases = databasesOf(estate)
    const [orders] = databases.instances
    const [catalog] = databases.clusters
    const [release] = databases.clusterSnapshots
    if (!orders || !catalog || !release) throw new Error('the demo has changed')
    databases.instances.push({ ...orders, name: 'graph', engine: 'neptune' })
    databases.clusters.push({ ...catalog, name: 'graphs', engine: 'neptune' })
    databases.clusterSnapshots.push({ ...release, name: 'graphs-1', engine: 'neptune' })
    databases.clusterSnapshots.push({ ...release, name: 'documents-1', engine: 'docdb' })
    const { cloud, connection } = await connectTo(estate)
    const instances = names(await collect(connection, 'aws.rds.instance'))
    expect(instances).toEqual(
      ['catalog-1', 'catalog-2', 'orders', 'orders-reader', 'reports'].map((name) => `harbor-${name}`),
    )
    expect(names(await collect(connection, 'aws.rds.cluster'))).not.toContain('graphs')
    const snapshots = names(await collect(connection, 'aws.rds.cluster-snapshot'))
    expect(snapshots).toContain('harbor-catalog-release')
    expect(snapshots).not.toEqual(expect.arrayContaining(['graphs-1', 'documents-1']))
    // Nobody asks who may restore what is left out.
    expect(cloud.calls.get('rds:DescribeDBClusterSnapshotAttributes')).toBe(2)
    const { account } = connection
    for (const [kind, name] of [
      ['instance', 'db:graph'],
      ['instance', 'db:harbor-documents'],
      ['cluster', 'cluster:graphs'],
      ['cluster-snapshot', 'cluster-snapshot:graphs-1'],
    ])
      expect(
        await collectOne(connection, `aws.rds.${kind}`, `arn:aws:rds:us-east-1:${account}:${name}`),
        name,
      ).toBeUndefined()
  })

  test('hold their own settings, unless a Multi-AZ DB cluster does', async () => {
    const estate = demoAwsEstate()
    const [orders] = databasesOf(estate).instances
    if (!orders) throw new Error('the demo has changed')
    databasesOf(estate).instances.push({ ...orders, name: 'harbor-ledger-1', cluster: 'harbor-ledger' })
    const { connection } = await connectTo(estate)
    const instances = await collect(connection, 'aws.rds.instance')
    expect(named(instances, 'harbor-ledger-1').config.holdsSettings).toBe(false)
    expect(named(instances, 'harbor-catalog-1').config.holdsSettings).toBe(true)
    const clusters = await collect(connection, 'aws.rds.cluster')
    expect(named(clusters, 'harbor-ledger').config).toMatchObject({ holdsSettings: true, members: ['harbor-ledger-1'] })
    expect(named(clusters, 'harbor-catalog')).toMatchObject({ config: { holdsSettings: false }, unread: [] })
  })

  test('name what they belong to', async () => {
    const { connection, account } = await connectTo(demoAwsEstate())
    const instance = named(await collect(connection, 'aws.rds.instance'), 'harbor-catalog-1')
    const cluster = named(await collect(connection, 'aws.rds.cluster'), 'harbor-catalog')
    expect(instance.config).toMatchObject({
      clusterArn: cluster.id,
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      securityGroupIds: ['sg-04d5e6f7080910213'],
      kmsKeyId: expect.stringContaining(`:${account.id}:key/`),
      endpoint: 'harbor-catalog-1.c9akciq32xyz.us-east-1.rds.amazonaws.com:3306',
    })
    const snapshot = named(await collect(connection, 'aws.rds.snapshot'), 'harbor-orders-before-upgrade')
    const orders = named(await collect(connection, 'aws.rds.instance'), 'harbor-orders')
    expect(snapshot.config.source).toBe(orders.config.resourceId)
    const release = named(await collect(connection, 'aws.rds.cluster-snapshot'), 'harbor-catalog-release')
    expect(release.config.source).toBe(cluster.config.resourceId)
  })
})

test('a public address fails whatever the security groups say, which are shown beside it', () => {
  const { evaluate } = loadEvaluator({ root: join(import.meta.dirname, '../../../..'), types: resourceTypes })
  const shown = (from: number, isPublic: boolean) => {
    const internetOpenings = [{ protocol: 'tcp', from, to: from, families: ['ipv4'], sources: ['0.0.0.0/0'] }]
    const verdicts = evaluate(
      {
        ...{ type: 'aws.rds.instance', id: 'db', name: 'db', region: 'us-east-1', account: '1', tags: {}, unread: [] },
        config: { holdsSettings: true, publiclyAccessible: isPublic, endpoint: 'db.example:5432', port: 5432 },
        related: { securityGroups: [{ id: 'sg', config: { internetOpenings }, unread: [] }] },
      },
      new Date(),
    )
    const { result, evidence = [] } = verdicts.find(({ cid }) => cid === 51) ?? {}
    return [result, evidence.find(({ setting }) => setting.startsWith('Open to the internet'))?.actual]
  }
  expect(shown(5432, true)).toEqual(['FAIL', 'true'])
  expect(shown(22, true)).toEqual(['FAIL', 'false'])
  expect(shown(5432, false)).toEqual(['PASS', 'true'])
})

describe.each([
  ['aws.rds.snapshot', 'snapshots', 'rds:DescribeDBSnapshotAttributes', 'harbor-orders-before-upgrade'],
  ['aws.rds.cluster-snapshot', 'clusterSnapshots', 'rds:DescribeDBClusterSnapshotAttributes', 'harbor-catalog-release'],
] as const)('%s', (type, kind, operation, manual) => {
  test('asks who may restore the manual ones alone, and lists none of another account', async () => {
    const estate = demoAwsEstate()
    const snapshots = databasesOf(estate)[kind]
    const [first] = snapshots
    if (!first) throw new Error('the demo has changed')
    const names = snapshots.map(({ name }) => name).sort()
    snapshots.push({ ...first, name: 'of-another', owner: '999988887777' })
    const { cloud, connection } = await connectTo(estate, { pageSize: 1 })
    const found = await collect(connection, type)
    expect(found.map(({ name }) => name).sort()).toEqual(names)
    expect(cloud.calls.get(operation)).toBe(2)
    for (const { name, config } of found)
      expect('visibility' in config, name).toBe(!name.startsWith('rds:') && !name.startsWith('awsbackup:'))
  })

  test('whose sharing is refused is unread in it, and there', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, resource: manual, kind: 'deny' })
    const snapshots = await collect(connection, type)
    const { config, unread } = named(snapshots, manual)
    expect(config.visibility).toBeUndefined()
    expect(unread?.map(({ field, permission }) => [field, permission])).toEqual([
      ['sharedWith', operation],
      ['visibility', operation],
    ])
    expect(snapshots.filter((one) => one.unread?.length)).toHaveLength(1)
  })

  test('that is deleted between list and reading is gone, and no failure', async () => {
    const estate = demoAwsEstate()
    const deleted = databasesOf(estate)[kind].find(({ name }) => name === manual)
    Object.defineProperty(deleted, 'sharedWith', {
      get() {
        throw notFound(kind === 'snapshots' ? 'DBSnapshot' : 'DBClusterSnapshot')
      },
    })
    const { connection } = await connectTo(estate)
    const found = await collect(connection, type)
    expect(found.map(({ name }) => name)).not.toContain(manual)
    expect(found.length).toBe(databasesOf(estate)[kind].length - 1)
    expect(found.flatMap(({ unread }) => unread)).toEqual([])
  })
})

describe.each([
  'aws.rds.instance',
  'aws.rds.cluster',
  'aws.rds.snapshot',
  'aws.rds.cluster-snapshot',
  'aws.efs.file-system',
  'aws.backup.vault',
])('%s', (type) => {
  test('is the same from pages of one as from a single page, and read alone as in the list', async () => {
    const whole = await connectTo(demoAwsEstate())
    const expected = await collect(whole.connection, type)
    expect(expected.length).toBeGreaterThan(0)
    const { connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    expect(await collect(connection, type)).toEqual(expected)
    for (const resource of expected) expect(await collectOne(connection, type, resource.id)).toEqual(resource)
  })

  test('that is not there has no live reading', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const [{ id = '' } = {}] = await collect(connection, type)
    expect(await collectOne(connection, type, id.replace(/[^:/]+$/, 'fs-00000000'))).toBeUndefined()
  })

  test('is found in its own region alone', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const [virginia, ireland] = [await collect(connection, type), await collect(connection, type, 'eu-west-1')]
    expect(virginia.every(({ id, region }) => id.includes(':us-east-1:') && region === 'us-east-1')).toBe(true)
    expect(ireland.every(({ id, region }) => id.includes(':eu-west-1:') && region === 'eu-west-1')).toBe(true)
  })
})

const lists = [
  ['aws.rds.instance', 'rds:DescribeDBInstances', 'rds:DescribeDBInstances'],
  ['aws.rds.cluster', 'rds:DescribeDBClusters', 'rds:DescribeDBClusters'],
  ['aws.rds.snapshot', 'rds:DescribeDBSnapshots', 'rds:DescribeDBSnapshots'],
  ['aws.rds.cluster-snapshot', 'rds:DescribeDBClusterSnapshots', 'rds:DescribeDBClusterSnapshots'],
  ['aws.efs.file-system', 'efs:DescribeFileSystems', 'elasticfilesystem:DescribeFileSystems'],
  ['aws.backup.vault', 'backup:ListBackupVaults', 'backup:ListBackupVaults'],
] as const

test.each(lists)('a list of %s that fails is an error, never an empty list', async (type, operation, permission) => {
  for (const kind of ['deny', 'throttle', 'error', 'cut', 'malformed'] as const) {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, kind })
    const failure = await collect(connection, type).catch((error: unknown) => error)
    expect(failure, kind).toBeInstanceOf(OperationError)
    expect(failure, kind).toMatchObject({ operation, permission })
  }
})

test('a vault whose tags are refused is there, and unread in them alone', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation: 'tagging:GetResources', kind: 'deny' })
  const [vault] = await collect(connection, 'aws.backup.vault')
  expect(vault).toMatchObject({
    ...{ name: 'harbor-nightly', tags: {}, config: { isLocked: true, minRetention: 30, recoveryPoints: 42 } },
    unread: [{ field: 'tags', permission: 'tag:GetResources' }],
  })
  expect((await collect((await connectTo(demoAwsEstate())).connection, 'aws.backup.vault'))[0]?.tags).toEqual({
    env: 'prod',
  })
})

test('tags come with the lists of RDS and EFS, at no further call', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  expect(named(await collect(connection, 'aws.rds.instance'), 'harbor-orders').tags).toEqual({ env: 'prod' })
  const [files] = await collect(connection, 'aws.efs.file-system')
  expect(files).toMatchObject({ name: 'harbor-shared', tags: { Name: 'harbor-shared' }, config: { encrypted: true } })
  expect(cloud.calls.get('tagging:GetResources')).toBeUndefined()
})

function databasesOf({ accounts: [account] }: AwsEstate): RdsEstate {
  if (!account?.rds) throw new Error('an estate without databases')
  return account.rds
}
