import type { Cluster, Provisioned } from '@aws-sdk/client-kafka'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { isoTime } from './values.ts'

/** Provisioned and serverless clusters alike; serverless ones are always encrypted, and sign clients in by IAM. */
export const kafkaCluster = defineAwsType({
  type: 'aws.kafka.cluster',
  label: 'MSK cluster',
  code: 'MSK_CLUSTER',
  service: 'MSK',
  scope: 'region',
  permissions: ['kafka:ListClustersV2', 'kafka:DescribeClusterV2'],
  relations: {
    key: { type: 'aws.kms.key', key: 'encryptionKey', label: 'Key' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
  },
  fields: z.object({
    /** `PROVISIONED` or `SERVERLESS`. */
    kind: z.string().optional(),
    state: z.string().optional(),
    created: z.string().optional(),
    kafkaVersion: z.string().optional(),
    brokers: z.int().optional(),
    encryptionKey: z.string().optional(),
    /** Between clients and brokers: `TLS`, `TLS_PLAINTEXT`, `PLAINTEXT`. */
    clientEncryption: z.string().optional(),
    /** Between brokers. */
    brokerEncryption: z.boolean().optional(),
    /** How clients sign in: `IAM`, `SCRAM`, `TLS`; `none` where they need not. */
    authentication: z.array(z.string()),
    /** `DISABLED`, or `SERVICE_PROVIDED_EIPS` where brokers are reached from the internet. */
    publicAccess: z.string().optional(),
    /** Where the brokers' logs go: `CloudWatch`, `Firehose`, `S3`. */
    brokerLogs: z.array(z.string()).optional(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
  }),

  async *list({ clients }) {
    const { paginateListClustersV2 } = await import('@aws-sdk/client-kafka')
    const client = await clients.kafka()
    for await (const { ClusterInfoList = [] } of paginateListClustersV2({ client, pageSize: 100 }, {}))
      yield* ClusterInfoList
  },

  async one({ clients }, ClusterArn) {
    const { DescribeClusterV2Command } = await import('@aws-sdk/client-kafka')
    const client = await clients.kafka()
    const found = await unlessAbsent(['NotFound'], () => client.send(new DescribeClusterV2Command({ ClusterArn })))
    return found?.ClusterInfo
  },

  normalise: (cluster: Cluster, context) => {
    const { ClusterArn = '', ClusterName = '', Provisioned: provisioned, Serverless: serverless } = cluster
    const networks = serverless?.VpcConfigs ?? []
    const brokers = provisioned?.BrokerNodeGroupInfo
    return {
      id: ClusterArn,
      name: ClusterName,
      region: context.region,
      tags: cluster.Tags ?? {},
      config: {
        kind: cluster.ClusterType,
        state: cluster.State,
        created: isoTime(cluster.CreationTime),
        ...(provisioned && ofProvisioned(provisioned)),
        authentication: waysIn({ ...serverless?.ClientAuthentication, ...provisioned?.ClientAuthentication }),
        subnetIds: brokers?.ClientSubnets ?? networks.flatMap(({ SubnetIds }) => SubnetIds ?? []),
        securityGroupIds: brokers?.SecurityGroups ?? networks.flatMap(({ SecurityGroupIds }) => SecurityGroupIds ?? []),
      },
    }
  },
})

function ofProvisioned(cluster: Provisioned) {
  const { EncryptionAtRest, EncryptionInTransit } = cluster.EncryptionInfo ?? {}
  const { CloudWatchLogs, Firehose, S3 } = cluster.LoggingInfo?.BrokerLogs ?? {}
  const logs = { CloudWatch: CloudWatchLogs, Firehose, S3 }
  return {
    kafkaVersion: cluster.CurrentBrokerSoftwareInfo?.KafkaVersion,
    brokers: cluster.NumberOfBrokerNodes,
    encryptionKey: EncryptionAtRest?.DataVolumeKMSKeyId,
    clientEncryption: EncryptionInTransit?.ClientBroker,
    brokerEncryption: EncryptionInTransit?.InCluster,
    publicAccess: cluster.BrokerNodeGroupInfo?.ConnectivityInfo?.PublicAccess?.Type,
    brokerLogs: Object.entries(logs).flatMap(([name, log]) => (log?.Enabled ? name : [])),
  }
}

type Way = { readonly Enabled?: boolean | undefined }
type Ways = {
  readonly Sasl?: { readonly Iam?: Way | undefined; readonly Scram?: Way | undefined } | undefined
  readonly Tls?: Way | undefined
  readonly Unauthenticated?: Way | undefined
}

/** AWS says nothing about authentication where clients are let in without any. */
function waysIn({ Sasl, Tls, Unauthenticated }: Ways): string[] {
  const ways = { IAM: Sasl?.Iam, SCRAM: Sasl?.Scram, TLS: Tls }
  const on = Object.entries(ways).flatMap(([name, way]) => (way?.Enabled ? name : []))
  return on.length === 0 || Unauthenticated?.Enabled ? [...on, 'none'] : on
}
