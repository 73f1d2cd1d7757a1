import type { DBCluster } from '@aws-sdk/client-rds'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { databaseFields, databaseRelations } from './rds-database-fields.ts'
import { groupIds, isAurora, isOfRds, notFound, parseRdsArn } from './rds-values.ts'
import { unsaid } from './unsaid.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = { readonly cluster: DBCluster }

export const rdsCluster = defineAwsType({
  type: 'aws.rds.cluster',
  label: 'RDS cluster',
  code: 'RDS_CLUSTER',
  service: 'RDS',
  scope: 'region',
  permissions: ['rds:DescribeDBClusters'],
  relations: databaseRelations,
  fields: z.object({
    ...databaseFields,
    engineMode: z.string().optional(),
    /** Names of its instances. */
    members: z.array(z.string()),
  }),

  async *list({ clients }) {
    const { paginateDescribeDBClusters } = await import('@aws-sdk/client-rds')
    const client = await clients.rds()
    for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client, pageSize: 100 }, {}))
      for (const cluster of DBClusters.filter(isOfRds)) yield { cluster }
  },

  async one({ clients }, arn) {
    const { DescribeDBClustersCommand } = await import('@aws-sdk/client-rds')
    const { region, name } = parseRdsArn(arn)
    const client = await clients.rds(region)
    const found = await unlessAbsent(notFound('DBCluster'), () =>
      client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: name })),
    )
    const cluster = found?.DBClusters?.filter(isOfRds)[0]
    return cluster && { cluster }
  },

  normalise: ({ cluster }: Raw, { region }) => {
    const { DBClusterIdentifier: name = '', Engine: engine, Endpoint, Port: port } = cluster
    const holdsSettings = engine === undefined ? undefined : !isAurora(engine)
    const settings = {
      publiclyAccessible: cluster.PubliclyAccessible,
      autoMinorVersionUpgrade: cluster.AutoMinorVersionUpgrade,
    }
    const told = { engine, holdsSettings, multiAz: cluster.MultiAZ, storageEncrypted: cluster.StorageEncrypted }
    return {
      id: cluster.DBClusterArn ?? '',
      name,
      region,
      tags: tagsOf(cluster.TagList),
      config: {
        ...settings,
        ...told,
        resourceId: cluster.DbClusterResourceId,
        engineVersion: cluster.EngineVersion,
        engineMode: cluster.EngineMode,
        status: cluster.Status,
        created: isoTime(cluster.ClusterCreateTime),
        members: cluster.DBClusterMembers?.flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []) ?? [],
        isReplica: Boolean(cluster.ReplicationSourceIdentifier),
        isClusterMember: false,
        canBeMultiAz: true,
        kmsKeyId: cluster.KmsKeyId,
        endpoint: Endpoint && [Endpoint, port ?? []].flat().join(':'),
        port,
        securityGroupIds: groupIds(cluster.VpcSecurityGroups),
      },
      unread: unsaid(holdsSettings ? { ...told, ...settings } : told),
    }
  },
})
