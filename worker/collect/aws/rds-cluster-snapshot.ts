import type { DBClusterSnapshot, DBClusterSnapshotAttribute, RDSClient } from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import type { Reader } from '../../reader.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { isManual, readRestore, typeOfName } from './rds-restore.ts'
import {
  describeSnapshot,
  isOwnSnapshot,
  snapshotFields,
  snapshotsAtOnce,
  snapshotTypes,
} from './rds-snapshot-parts.ts'
import { isOfRds, notFound, parseRdsArn } from './rds-values.ts'

type Raw = {
  readonly snapshot: DBClusterSnapshot
  readonly attributes?: readonly DBClusterSnapshotAttribute[] | undefined
  readonly unread?: readonly Unread[]
}

export const rdsClusterSnapshot = defineAwsType({
  type: 'aws.rds.cluster-snapshot',
  label: 'RDS cluster snapshot',
  code: 'RDS_CLUSTER_SNAPSHOT',
  service: 'RDS',
  scope: 'region',
  permissions: ['rds:DescribeDBClusterSnapshots', 'rds:DescribeDBClusterSnapshotAttributes'],
  relations: {
    cluster: {
      ...{ type: 'aws.rds.cluster', key: 'source', match: 'resourceId', label: 'Cluster' },
    },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' },
  },
  fields: z.object(snapshotFields),

  async *list({ clients, account, reader }) {
    const client = await clients.rds()
    const read = (snapshot: DBClusterSnapshot) => readSnapshot(client, snapshot, reader())
    for await (const found of concurrently(snapshots(client, account), snapshotsAtOnce, read)) if (found) yield found
  },

  async one({ clients, reader }, arn) {
    const { DescribeDBClusterSnapshotsCommand } = await import('@aws-sdk/client-rds')
    const { region, name } = parseRdsArn(arn)
    const client = await clients.rds(region)
    const input = { DBClusterSnapshotIdentifier: name, SnapshotType: typeOfName(name) }
    const found = await unlessAbsent(notFound('DBClusterSnapshot'), () =>
      client.send(new DescribeDBClusterSnapshotsCommand(input)),
    )
    const snapshot = found?.DBClusterSnapshots?.find((one) => isOfRds(one) && one.DBClusterSnapshotArn === arn)
    return snapshot && readSnapshot(client, snapshot, reader())
  },

  normalise: ({ snapshot, attributes, unread = [] }: Raw, { region }) => ({
    id: snapshot.DBClusterSnapshotArn ?? '',
    name: snapshot.DBClusterSnapshotIdentifier ?? '',
    region,
    ...describeSnapshot(snapshot, {
      sourceName: snapshot.DBClusterIdentifier,
      source: snapshot.DbClusterResourceId,
      encrypted: snapshot.StorageEncrypted,
      ...{ attributes, unread },
    }),
  }),
})

/** The account's own snapshots, and no other account's. */
async function* snapshots(client: RDSClient, account: string): AsyncIterable<DBClusterSnapshot> {
  const { paginateDescribeDBClusterSnapshots } = await import('@aws-sdk/client-rds')
  for (const SnapshotType of snapshotTypes)
    for await (const page of paginateDescribeDBClusterSnapshots({ client, pageSize: 100 }, { SnapshotType }))
      for (const snapshot of page.DBClusterSnapshots ?? [])
        if (isOwnSnapshot(snapshot, snapshot.DBClusterSnapshotArn, SnapshotType, account)) yield snapshot
}

/** `undefined` where it was deleted meanwhile. */
async function readSnapshot(client: RDSClient, snapshot: DBClusterSnapshot, ask: Reader): Promise<Raw | undefined> {
  if (!isManual(snapshot)) return { snapshot }
  const { DescribeDBClusterSnapshotAttributesCommand } = await import('@aws-sdk/client-rds')
  const { DBClusterSnapshotIdentifier } = snapshot
  const answer = await readRestore(ask, notFound('DBClusterSnapshot'), () =>
    client.send(new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier })),
  )
  if (answer === 'gone') return undefined
  return {
    snapshot,
    attributes: answer?.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes,
    unread: ask.unread,
  }
}
