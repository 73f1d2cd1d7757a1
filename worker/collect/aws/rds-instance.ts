import type { DBInstance } from '@aws-sdk/client-rds'
import { z } from 'zod'
import { defaultPort } from '../../facts/database-port.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { databaseFields, databaseRelations } from './rds-database-fields.ts'
import { groupIds, isAurora, isOfRds, notFound, parseRdsArn } from './rds-values.ts'
import { unsaid } from './unsaid.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = { readonly instance: DBInstance }

export const rdsInstance = defineAwsType({
  type: 'aws.rds.instance',
  label: 'RDS instance',
  code: 'RDS',
  service: 'RDS',
  scope: 'region',
  permissions: ['rds:DescribeDBInstances'],
  relations: {
    cluster: { type: 'aws.rds.cluster', key: 'clusterArn', label: 'Cluster' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    ...databaseRelations,
  },
  fields: z.object({
    ...databaseFields,
    instanceClass: z.string().optional(),
    clusterArn: z.string().optional(),
    availabilityZone: z.string().optional(),
    /** The port that its engine has unless another is chosen. */
    defaultPort: z.int().optional(),
    vpcId: z.string().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeDBInstances } = await import('@aws-sdk/client-rds')
    const client = await clients.rds()
    for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client, pageSize: 100 }, {}))
      for (const instance of DBInstances.filter(isOfRds)) yield { instance }
  },

  async one({ clients }, arn) {
    const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds')
    const { region, name } = parseRdsArn(arn)
    const client = await clients.rds(region)
    const found = await unlessAbsent(notFound('DBInstance'), () =>
      client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name })),
    )
    const instance = found?.DBInstances?.filter(isOfRds)[0]
    return instance && { instance }
  },

  normalise: ({ instance }: Raw, { region, account, partition }) => {
    const { DBInstanceIdentifier: name = '', Engine: engine, DBClusterIdentifier, Endpoint } = instance
    const port = Endpoint?.Port
    const told = {
      publiclyAccessible: instance.PubliclyAccessible,
      storageEncrypted: instance.StorageEncrypted,
      autoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade,
      multiAz: instance.MultiAZ,
      engine,
      holdsSettings: DBClusterIdentifier && !engine ? undefined : !DBClusterIdentifier || isAurora(engine),
    }
    return {
      id: instance.DBInstanceArn ?? '',
      name,
      region,
      tags: tagsOf(instance.TagList),
      config: {
        ...told,
        resourceId: instance.DbiResourceId,
        engineVersion: instance.EngineVersion,
        instanceClass: instance.DBInstanceClass,
        status: instance.DBInstanceStatus,
        created: isoTime(instance.InstanceCreateTime),
        clusterArn: DBClusterIdentifier
          ? `arn:${partition}:rds:${region}:${account}:cluster:${DBClusterIdentifier}`
          : undefined,
        isReplica: isReplica(instance),
        isClusterMember: Boolean(DBClusterIdentifier),
        canBeMultiAz: !isOracle18(instance),
        kmsKeyId: instance.KmsKeyId,
        availabilityZone: instance.AvailabilityZone,
        endpoint: Endpoint?.Address && [Endpoint.Address, port ?? []].flat().join(':'),
        port,
        defaultPort: defaultPort(engine),
        vpcId: instance.DBSubnetGroup?.VpcId,
        securityGroupIds: groupIds(instance.VpcSecurityGroups),
      },
      unread: [...unsaid(told), ...portUnknown(engine)],
    }
  },
})

const isReplica = ({
  ReadReplicaSourceDBInstanceIdentifier: instance,
  ReadReplicaSourceDBClusterIdentifier: cluster,
}: DBInstance) => Boolean(instance || cluster)

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/custom-oracle-multiaz.html */
const isOracle18 = ({ Engine = '', EngineVersion = '' }: DBInstance) =>
  Engine.startsWith('custom-oracle-') && EngineVersion.startsWith('18.')

const portUnknown = (engine: string | undefined) =>
  defaultPort(engine) === undefined
    ? [{ field: 'defaultPort', reason: 'It is not known on which port this engine listens by default.' }]
    : []
