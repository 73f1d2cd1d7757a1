import { type AwsCall, AwsRefusal } from '../call.ts'
import { answerQuery, type QueryAnswer, queryPage } from '../query.ts'
import { element, field, type Xml } from '../xml.ts'

/** What an account holds of it, DocumentDB and Neptune among it. Snapshots of other accounts come to those who ask. */
export type RdsEstate = {
  instances: Database[]
  clusters: DatabaseCluster[]
  snapshots: DatabaseSnapshot[]
  clusterSnapshots: DatabaseSnapshot[]
}

type Shared = {
  name: string
  region: string
  engine: string
  encrypted: boolean
  created: string
  key?: string
  tags?: Record<string, string>
}

export type Database = Shared & {
  cluster?: string
  isPublic: boolean
  autoMinorVersionUpgrade: boolean
  multiAz: boolean
  zone: string
  /** None while it is being created. */
  port?: number
  replicaOf?: string
  vpc: string
  groups: string[]
}

export type DatabaseCluster = Shared & {
  /** Those of a Multi-AZ DB cluster; clusters of Aurora have none. */
  settings?: { isPublic: boolean; autoMinorVersionUpgrade: boolean }
  multiAz: boolean
  port: number
  replicaOf?: string
  groups: string[]
}

export type DatabaseSnapshot = Shared & {
  source: string
  type: 'manual' | 'automated' | 'awsbackup'
  /** Accounts, or `all`. */
  sharedWith?: string[]
  /** Account that shares it. */
  owner?: string
}

const describe =
  <Item extends Shared>(
    kind: keyof RdsEstate,
    noun: string,
    toXml: (item: Item, arn: (kind: string, name: string) => string, members: readonly Database[]) => Xml,
  ): QueryAnswer =>
  (call, account, world) => {
    const { input, region } = call
    const estate = account.rds ?? { instances: [], clusters: [], snapshots: [], clusterSnapshots: [] }
    const here = (estate[kind] as unknown as Item[]).filter((item) => item.region === region && isAsked(item, call))
    const name = input.get(`${noun}Identifier`)
    const found = name ? here.filter((item) => item.name === name) : here
    if (name && found.length === 0) throw notFound(noun)
    const arnOf = (owner: string) => (what: string, id: string) =>
      `arn:${account.partition ?? 'aws'}:rds:${region}:${owner}:${what}:${id}`
    return queryPage(found, {
      ...{ name: `${noun}s`, each: noun, call, world },
      toXml: (item) =>
        toXml(
          item,
          arnOf('owner' in item && typeof item.owner === 'string' ? item.owner : account.id),
          estate.instances.filter((one) => one.region === region && one.cluster === item.name),
        ),
    })
  }

/** Snapshots of AWS Backup, and those of other accounts, are told to those who ask for them alone. */
function isAsked(item: Shared & Partial<DatabaseSnapshot>, { input }: AwsCall): boolean {
  const type = input.get('SnapshotType')
  if (item.owner) return type === 'shared' || input.get('IncludeShared') === 'true'
  if (item.type === undefined) return true
  return type ? item.type === type : item.type !== 'awsbackup'
}

/** The API's own codes, which are not of one mind. */
export const notFound = (noun: string) =>
  new AwsRefusal(404, `${noun}NotFound${noun.startsWith('DBCluster') ? 'Fault' : ''}`, `${noun} not found.`)

const attributes =
  (kind: 'snapshots' | 'clusterSnapshots', noun: string): QueryAnswer =>
  ({ input, region }, { rds }) => {
    const name = input.get(`${noun}Identifier`)
    const found = rds?.[kind].find((one) => one.name === name && one.region === region)
    if (!found) throw notFound(noun)
    const values = (found.sharedWith ?? []).map((value) => field('AttributeValue', value))
    const restore = field('AttributeName', 'restore') + element('AttributeValues', ...values)
    return element(
      `${noun}AttributesResult`,
      field(`${noun}Identifier`, found.name),
      element(`${noun}Attributes`, element(`${noun}Attribute`, restore)),
    )
  }

const common = ({ engine, key, tags = {} }: Shared) =>
  field('Engine', engine) +
  field('EngineVersion', '15.4') +
  field('KmsKeyId', key) +
  element(
    'TagList',
    ...Object.entries(tags).map(([name, value]) => element('Tag', field('Key', name), field('Value', value))),
  )

const groupsXml = (groups: readonly string[]) =>
  element(
    'VpcSecurityGroups',
    ...groups.map((id) =>
      element('VpcSecurityGroupMembership', field('VpcSecurityGroupId', id), field('Status', 'active')),
    ),
  )

const resourceId = (kind: string, { region, name }: { region: string; name: string }) =>
  `${kind}-${Buffer.from(`${region} ${name}`).toString('hex').toUpperCase()}`

const hostOf = (name: string, region: string) => `${name}.c9akciq32xyz.${region}.rds.amazonaws.com`

export const rds = answerQuery({
  DescribeDBInstances: describe<Database>('instances', 'DBInstance', (db, arn) =>
    [
      field('DBInstanceIdentifier', db.name) + field('DBInstanceArn', arn('db', db.name)) + common(db),
      field('DBInstanceClass', 'db.r6g.large') + field('DbInstancePort', 0) + field('DBClusterIdentifier', db.cluster),
      field('DBInstanceStatus', db.port === undefined ? 'creating' : 'available'),
      field('InstanceCreateTime', db.created) + field('DbiResourceId', resourceId('db', db)),
      field('PubliclyAccessible', db.isPublic) + field('StorageEncrypted', db.encrypted) + field('MultiAZ', db.multiAz),
      field('AutoMinorVersionUpgrade', db.autoMinorVersionUpgrade) + field('AvailabilityZone', db.zone),
      field('ReadReplicaSourceDBInstanceIdentifier', db.replicaOf) + groupsXml(db.groups),
      element('DBSubnetGroup', field('DBSubnetGroupName', 'main'), field('VpcId', db.vpc)),
      db.port === undefined
        ? ''
        : element('Endpoint', field('Address', hostOf(db.name, db.region)), field('Port', db.port)),
    ].join(''),
  ),

  DescribeDBClusters: describe<DatabaseCluster>('clusters', 'DBCluster', (cluster, arn, members) =>
    [
      field('DBClusterIdentifier', cluster.name) + field('DBClusterArn', arn('cluster', cluster.name)),
      common(cluster) + field('Status', 'available') + field('ClusterCreateTime', cluster.created),
      field('DbClusterResourceId', resourceId('cluster', cluster)) + field('EngineMode', 'provisioned'),
      field('StorageEncrypted', cluster.encrypted) + field('MultiAZ', cluster.multiAz) + field('Port', cluster.port),
      field('PubliclyAccessible', cluster.settings?.isPublic),
      field('AutoMinorVersionUpgrade', cluster.settings?.autoMinorVersionUpgrade),
      field('ReplicationSourceIdentifier', cluster.replicaOf) + groupsXml(cluster.groups),
      field('Endpoint', hostOf(`${cluster.name}.cluster`, cluster.region)),
      element('AvailabilityZones', ...['a', 'b', 'c'].map((zone) => field('AvailabilityZone', cluster.region + zone))),
      element(
        'DBClusterMembers',
        ...members.map(({ name }) => element('DBClusterMember', field('DBInstanceIdentifier', name))),
      ),
    ].join(''),
  ),

  DescribeDBSnapshots: describe<DatabaseSnapshot>('snapshots', 'DBSnapshot', (snapshot, arn) =>
    [
      field('DBSnapshotIdentifier', snapshot.name) + field('DBSnapshotArn', arn('snapshot', snapshot.name)),
      common(snapshot) + field('SnapshotType', snapshot.type) + field('Status', 'available'),
      field('SnapshotCreateTime', snapshot.created) + field('Encrypted', snapshot.encrypted),
      field('DBInstanceIdentifier', snapshot.source),
      field('DbiResourceId', resourceId('db', { name: snapshot.source, region: snapshot.region })),
    ].join(''),
  ),

  DescribeDBClusterSnapshots: describe<DatabaseSnapshot>('clusterSnapshots', 'DBClusterSnapshot', (snapshot, arn) =>
    [
      field('DBClusterSnapshotIdentifier', snapshot.name),
      field('DBClusterSnapshotArn', arn('cluster-snapshot', snapshot.name)),
      common(snapshot) + field('SnapshotType', snapshot.type) + field('Status', 'available'),
      field('SnapshotCreateTime', snapshot.created) + field('StorageEncrypted', snapshot.encrypted),
      field('DBClusterIdentifier', snapshot.source),
      field('DbClusterResourceId', resourceId('cluster', { name: snapshot.source, region: snapshot.region })),
    ].join(''),
  ),

  DescribeDBSnapshotAttributes: attributes('snapshots', 'DBSnapshot'),
  DescribeDBClusterSnapshotAttributes: attributes('clusterSnapshots', 'DBClusterSnapshot'),
})
