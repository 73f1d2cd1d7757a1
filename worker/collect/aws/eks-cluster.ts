import type { Cluster } from '@aws-sdk/client-eks'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, gone, parseArn } from './arn.ts'
import { clusterNames } from './eks-names.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly name: string
  readonly cluster?: Cluster | undefined
  readonly unread?: readonly Unread[]
}

const described = z.object({
  status: z.string().optional(),
  version: z.string().optional(),
  platformVersion: z.string().optional(),
  created: z.string().optional(),
  /** Anyone on the internet may reach the API server, as far as `publicAccessCidrs` lets them. */
  publicEndpoint: z.boolean().optional(),
  privateEndpoint: z.boolean().optional(),
  publicAccessCidrs: z.array(z.string()).optional(),
  /** Kinds of control plane logs that are kept: `api`, `audit`, `authenticator`, `controllerManager`, `scheduler`. */
  logTypes: z.array(z.string()).optional(),
  /** ARN of the key that encrypts Kubernetes secrets; absent where there is none of the account's own. */
  secretsKey: z.string().optional(),
  /** `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`. */
  authenticationMode: z.string().optional(),
  deletionProtection: z.boolean().optional(),
  roleArn: z.string().optional(),
  vpcId: z.string().optional(),
  subnetIds: z.array(z.string()).optional(),
  /** Those given and the one that EKS makes itself. */
  securityGroupIds: z.array(z.string()).optional(),
})
const describedFields = Object.keys(described.shape)

export const eksCluster = defineAwsType({
  type: 'aws.eks.cluster',
  label: 'EKS cluster',
  code: 'EKS_CLUSTER',
  service: 'EKS',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:DescribeCluster'],
  relations: {
    role: { type: 'aws.iam.role', key: 'roleArn', label: 'Role' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
    secretsKey: { type: 'aws.kms.key', key: 'secretsKey', label: 'Key of the secrets' },
  },
  fields: z.object({ ...described.shape }),

  async *list(context) {
    const { clients, region } = context
    const found = concurrently(await clusterNames(clients, region), clustersAtOnce, (name) => describe(context, name))
    for await (const cluster of found) if (cluster) yield cluster
  },

  one: (context, arn) => describe(context, parseArn(arn).id),

  normalise: ({ name, cluster, unread = [] }: Raw, context) => ({
    id: arnOf('eks', context, `cluster/${name}`),
    name,
    region: context.region,
    tags: cluster?.tags ?? {},
    config: cluster ? toFields(cluster) : {},
    unread,
  }),
})

const clustersAtOnce = 4

/** A cluster that may not be described is still there, unread. */
async function describe({ clients, reader }: CollectContext<'aws'>, name: string): Promise<Raw | undefined> {
  const { DescribeClusterCommand } = await import('@aws-sdk/client-eks')
  const client = await clients.eks()
  const ask = reader()
  const answer = await ask([...describedFields, 'tags'], async () => ({
    found: await unlessAbsent(gone, () => client.send(new DescribeClusterCommand({ name }))),
  }))
  if (answer && !answer.found?.cluster) return undefined
  return { name, cluster: answer?.found?.cluster, unread: ask.unread }
}

const toFields = (cluster: Cluster): z.infer<typeof described> => {
  const network = cluster.resourcesVpcConfig ?? {}
  return {
    status: cluster.status,
    version: cluster.version,
    platformVersion: cluster.platformVersion,
    created: isoTime(cluster.createdAt),
    publicEndpoint: network.endpointPublicAccess,
    privateEndpoint: network.endpointPrivateAccess,
    publicAccessCidrs: network.publicAccessCidrs,
    logTypes: [
      ...new Set((cluster.logging?.clusterLogging ?? []).flatMap(({ enabled, types = [] }) => (enabled ? types : []))),
    ].sort(),
    secretsKey: cluster.encryptionConfig?.find(({ resources }) => resources?.includes('secrets'))?.provider?.keyArn,
    authenticationMode: cluster.accessConfig?.authenticationMode,
    deletionProtection: cluster.deletionProtection,
    roleArn: cluster.roleArn,
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    securityGroupIds: [...(network.securityGroupIds ?? []), network.clusterSecurityGroupId ?? ''].filter(Boolean),
  }
}
