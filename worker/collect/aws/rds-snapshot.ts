import type { DBSnapshot, DBSnapshotAttribute, RDSClient } from '@aws-sdk/client-rds'
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
  readonly snapshot: DBSnapshot
  readonly attributes?: readonly DBSnapshotAttribute[] | undefined
  readonly unread?: readonly Unread[]
}

export const rdsSnapshot = defineAwsType({
  type: 'aws.rds.snapshot',
  label: 'RDS snapshot',
  code: 'RDS_SNAPSHOT',
  service: 'RDS',
  scope: 'region',
  permissions: ['rds:DescribeDBSnapshots', 'rds:DescribeDBSnapshotAttributes'],
  relations: {
    instance: {
      ...{ type: 'aws.rds.instance', key: 'source', match: 'resourceId', label: 'Instance' },
    },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' },
  },
  fields: z.object(snapshotFields),

  async *list({ clients, account, reader }) {
    const client = await clients.rds()
    const read = (snapshot: DBSnapshot) => readSnapshot(client, snapshot, reader())
    for await (const found of concurrently(snapshots(client, account), snapshotsAtOnce, read)) if (found) yield found
  },

  async one({ clients, reader }, arn) {
    const { DescribeDBSnapshotsCommand } = await import('@aws-sdk/client-rds')
    const { region, name } = parseRdsArn(arn)
    const client = await clients.rds(region)
    const input = { DBSnapshotIdentifier: name, SnapshotType: typeOfName(name) }
    const found = await unlessAbsent(notFound('DBSnapshot'), () => client.send(new DescribeDBSnapshotsCommand(input)))
    const snapshot = found?.DBSnapshots?.find((one) => isOfRds(one) && one.DBSnapshotArn === arn)
    return snapshot && readSnapshot(client, snapshot, reader())
  },

  normalise: ({ snapshot, attributes, unread = [] }: Raw, { region }) => ({
    id: snapshot.DBSnapshotArn ?? '',
    name: snapshot.DBSnapshotIdentifier ?? '',
    region,
    ...describeSnapshot(snapshot, {
      sourceName: snapshot.DBInstanceIdentifier,
      source: snapshot.DbiResourceId,
      encrypted: snapshot.Encrypted,
      ...{ attributes, unread },
    }),
  }),
})

/** The account's own snapshots, and no other account's. */
async function* snapshots(client: RDSClient, account: string): AsyncIterable<DBSnapshot> {
  const { paginateDescribeDBSnapshots } = await import('@aws-sdk/client-rds')
  for (const SnapshotType of snapshotTypes)
    for await (const page of paginateDescribeDBSnapshots({ client, pageSize: 100 }, { SnapshotType }))
      for (const snapshot of page.DBSnapshots ?? [])
        if (isOwnSnapshot(snapshot, snapshot.DBSnapshotArn, SnapshotType, account)) yield snapshot
}

/** `undefined` where it was deleted meanwhile. */
async function readSnapshot(client: RDSClient, snapshot: DBSnapshot, ask: Reader): Promise<Raw | undefined> {
  if (!isManual(snapshot)) return { snapshot }
  const { DescribeDBSnapshotAttributesCommand } = await import('@aws-sdk/client-rds')
  const { DBSnapshotIdentifier } = snapshot
  const answer = await readRestore(ask, notFound('DBSnapshot'), () =>
    client.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier })),
  )
  if (answer === 'gone') return undefined
  return { snapshot, attributes: answer?.DBSnapshotAttributesResult?.DBSnapshotAttributes, unread: ask.unread }
}
