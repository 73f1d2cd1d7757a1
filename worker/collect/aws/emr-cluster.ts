import type { Cluster, ClusterSummary } from '@aws-sdk/client-emr'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, parseArn } from './arn.ts'
import { isoTime, tagsOf } from './values.ts'

type Raw = {
  readonly summary: Pick<ClusterSummary, 'Id' | 'Name' | 'Status'>
  readonly cluster?: Cluster | undefined
  readonly unread?: readonly Unread[]
}

const described = z.object({
  release: z.string().optional(),
  applications: z.array(z.string()).optional(),
  /** Where the logs go; absent where they are not kept beyond the cluster. */
  logUri: z.string().optional(),
  logKey: z.string().optional(),
  /** Name of the settings for encryption and authentication; absent where there are none. */
  securityConfiguration: z.string().optional(),
  terminationProtected: z.boolean().optional(),
  kerberosRealm: z.string().optional(),
  serviceRole: z.string().optional(),
  /** Name, as EMR gives it. */
  instanceProfile: z.string().optional(),
  keyName: z.string().optional(),
  availabilityZone: z.string().optional(),
  subnetId: z.string().optional(),
  securityGroupIds: z.array(z.string()).optional(),
})
const describedFields = Object.keys(described.shape)

/** Clusters that run or are about to; AWS lists those that ended for months. */
export const emrCluster = defineAwsType({
  type: 'aws.emr.cluster',
  label: 'EMR cluster',
  code: 'EMR_CLUSTER',
  service: 'EMR',
  scope: 'region',
  permissions: ['elasticmapreduce:ListClusters', 'elasticmapreduce:DescribeCluster'],
  relations: {
    subnet: { type: 'aws.ec2.subnet', key: 'subnetId', match: 'subnetId', label: 'Subnet' },
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
  },
  fields: z.object({
    clusterId: z.string(),
    state: z.string().optional(),
    created: z.string().optional(),
    ...described.shape,
  }),

  async *list(context) {
    const { paginateListClusters } = await import('@aws-sdk/client-emr')
    const client = await context.clients.emr()
    async function* summaries() {
      for await (const { Clusters = [] } of paginateListClusters({ client }, { ClusterStates: [...active] }))
        yield* Clusters
    }
    for await (const found of concurrently(summaries(), clustersAtOnce, (summary) => describe(context, summary)))
      if (found) yield found
  },

  async one(context, arn) {
    const { DescribeClusterCommand } = await import('@aws-sdk/client-emr')
    const { region, id: ClusterId } = parseArn(arn)
    const client = await context.clients.emr(region)
    const found = await unlessAbsent(notFound, () => client.send(new DescribeClusterCommand({ ClusterId })))
    const cluster = found?.Cluster
    return cluster && isActive(cluster) ? { summary: cluster, cluster } : undefined
  },

  normalise: ({ summary, cluster, unread = [] }: Raw, context) => {
    const { Id = '', Name = Id, Status } = summary
    return {
      id: arnOf('elasticmapreduce', context, `cluster/${Id}`),
      name: Name,
      region: context.region,
      tags: tagsOf(cluster?.Tags),
      config: {
        clusterId: Id,
        state: Status?.State,
        created: isoTime(Status?.Timeline?.CreationDateTime),
        ...(cluster && toFields(cluster)),
      },
      unread,
    }
  },
})

const clustersAtOnce = 2
const active = ['STARTING', 'BOOTSTRAPPING', 'RUNNING', 'WAITING', 'TERMINATING'] as const
const notFound = ['InvalidRequest']

const isActive = ({ Status }: Pick<Cluster, 'Status'>) => active.some((state) => state === Status?.State)

/** A cluster that may not be described is still there, unread. */
async function describe(
  { clients, reader }: CollectContext<'aws'>,
  { Id, Name, Status }: ClusterSummary,
): Promise<Raw | undefined> {
  const { DescribeClusterCommand } = await import('@aws-sdk/client-emr')
  const client = await clients.emr()
  const ask = reader()
  const answer = await ask([...describedFields, 'tags'], () =>
    client.send(new DescribeClusterCommand({ ClusterId: Id })),
  )
  return { summary: { Id, Name, Status }, cluster: answer?.Cluster, unread: ask.unread }
}

/** Never what Kerberos is given: it holds passwords. */
function toFields(cluster: Cluster): z.infer<typeof described> {
  const place = cluster.Ec2InstanceAttributes ?? {}
  const groups = [
    ...[place.EmrManagedMasterSecurityGroup, place.EmrManagedSlaveSecurityGroup, place.ServiceAccessSecurityGroup],
    ...(place.AdditionalMasterSecurityGroups ?? []),
    ...(place.AdditionalSlaveSecurityGroups ?? []),
  ]
  return {
    release: cluster.ReleaseLabel,
    applications: (cluster.Applications ?? []).flatMap(({ Name }) => Name ?? []).sort(),
    logUri: cluster.LogUri,
    logKey: cluster.LogEncryptionKmsKeyId,
    securityConfiguration: cluster.SecurityConfiguration || undefined,
    terminationProtected: cluster.TerminationProtected,
    kerberosRealm: cluster.KerberosAttributes?.Realm,
    serviceRole: cluster.ServiceRole,
    instanceProfile: place.IamInstanceProfile,
    keyName: place.Ec2KeyName,
    availabilityZone: place.Ec2AvailabilityZone,
    subnetId: place.Ec2SubnetId || undefined,
    securityGroupIds: [...new Set(groups.flatMap((group) => group || []))].sort(),
  }
}
