import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type KafkaEstate = { clusters: KafkaCluster[] }

export type KafkaCluster = {
  arn: string
  name: string
  created: string
  isServerless?: boolean
  clientEncryption?: 'TLS' | 'TLS_PLAINTEXT' | 'PLAINTEXT'
  key?: string
  /** Nobody has to sign in. */
  isOpen?: boolean
  isPublic?: boolean
  subnets: string[]
  groups: string[]
  tags?: Record<string, string>
}

export const kafkaRoutes: readonly Route[] = [
  ['GET', '/api/v2/clusters', 'ListClustersV2'],
  ['GET', '/api/v2/clusters/{clusterArn}', 'DescribeClusterV2'],
]

/** https://docs.aws.amazon.com/MSK/2.0/APIReference/resources.html */
export const kafka = answerJson({
  ListClustersV2({ region, parameters: { nextToken: token, maxResults: size } }, account, world) {
    const { items, next } = jsonPage(clustersIn(account, region), { token, size, world })
    return { clusterInfoList: items.map(toCluster), ...(next ? { nextToken: next } : {}) }
  },

  DescribeClusterV2({ region, parameters: { clusterArn } }, account) {
    const cluster = clustersIn(account, region).find(({ arn }) => arn === clusterArn)
    if (!cluster) throw new AwsRefusal(404, 'NotFoundException', 'This cluster does not exist.')
    return { clusterInfo: toCluster(cluster) }
  },
})

const clustersIn = ({ kafka: held }: AwsAccount, region: string) =>
  held?.clusters.filter(({ arn }) => arn.split(':')[3] === region) ?? []

function toCluster(cluster: KafkaCluster) {
  const { arn, name, created, isServerless, tags = {} } = cluster
  const kind = isServerless ? 'SERVERLESS' : 'PROVISIONED'
  const detail = isServerless ? { serverless: serverless(cluster) } : { provisioned: provisioned(cluster) }
  return {
    clusterType: kind,
    clusterArn: arn,
    clusterName: name,
    creationTime: created,
    state: 'ACTIVE',
    tags,
    ...detail,
  }
}

const serverless = ({ subnets, groups }: KafkaCluster) => ({
  vpcConfigs: [{ subnetIds: subnets, securityGroupIds: groups }],
  clientAuthentication: { sasl: { iam: { enabled: true } } },
})

const provisioned = ({ subnets, groups, key, clientEncryption = 'TLS', isOpen = false, isPublic }: KafkaCluster) => ({
  ...{ numberOfBrokerNodes: 3, currentBrokerSoftwareInfo: { kafkaVersion: '3.9.x' } },
  brokerNodeGroupInfo: {
    ...{ clientSubnets: subnets, securityGroups: groups, instanceType: 'kafka.m7g.large' },
    connectivityInfo: { publicAccess: { type: isPublic ? 'SERVICE_PROVIDED_EIPS' : 'DISABLED' } },
  },
  encryptionInfo: {
    encryptionAtRest: { dataVolumeKMSKeyId: key },
    encryptionInTransit: { clientBroker: clientEncryption, inCluster: true },
  },
  clientAuthentication: isOpen
    ? { unauthenticated: { enabled: true } }
    : { sasl: { iam: { enabled: true }, scram: { enabled: false } }, unauthenticated: { enabled: false } },
  loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: '/msk/events' }, s3: { enabled: false } } },
})
