import type { DBCluster } from '@aws-sdk/client-rds'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
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
  relations: {
    securityGroups: {
      ...{ type: 'aws.ec2.security-group', key: 'securityGroupIds', match: 'groupId', label: 'Security groups' },
    },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' },
  },
  fields: z.object({
    /** Never changes, and is never given to another cluster, as names are. */
    resourceId: z.string().optional(),
    engine: z.string().optional(),
    engineVersion: z.string().optional(),
    engineMode: z.string().optional(),
    status: z.string().optional(),
    created: z.string().optional(),
    /** Names of its instances. */
    members: z.array(z.string()),
    /** Its settings count: of a cluster of Aurora it is those of its instances that do. */
    holdsSettings: z.boolean().optional(),
    isReplica: z.boolean(),
    /** As of an instance, so that a control may ask either: a cluster is none, and every kind of cluster can. */
    isClusterMember: z.boolean(),
    canBeMultiAz: z.boolean(),
    publiclyAccessible: z.boolean().optional(),
    storageEncrypted: z.boolean().optional(),
    /** ARN of the key. */
    kmsKeyId: z.string().optional(),
    autoMinorVersionUpgrade: z.boolean().optional(),
    /** It has instances in several zones; its storage is spread over zones in any case. */
    multiAz: z.boolean().optional(),
    endpoint: z.string().optional(),
    port: z.int().optional(),
    securityGroupIds: z.array(z.string()),
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
