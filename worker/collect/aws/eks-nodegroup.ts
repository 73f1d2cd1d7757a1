import type { Nodegroup } from '@aws-sdk/client-eks'
import { z } from 'zod'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, gone, parseArn } from './arn.ts'
import { type Part, partOf, partsOf } from './eks-names.ts'
import { isoTime } from './values.ts'

export const eksNodegroup = defineAwsType({
  type: 'aws.eks.nodegroup',
  label: 'EKS node group',
  code: 'EKS_NODEGROUP',
  service: 'EKS',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:ListNodegroups', 'eks:DescribeNodegroup'],
  relations: {
    cluster: { type: 'aws.eks.cluster', key: 'clusterArn', label: 'Cluster' },
    role: { type: 'aws.iam.role', key: 'nodeRole', label: 'Role of the nodes' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    sshFrom: {
      type: 'aws.ec2.security-group',
      key: 'sshSecurityGroupIds',
      match: 'groupId',
      label: 'Groups that SSH is open to',
    },
  },
  fields: z.object({
    cluster: z.string(),
    clusterArn: z.string(),
    status: z.string().optional(),
    version: z.string().optional(),
    releaseVersion: z.string().optional(),
    created: z.string().optional(),
    capacityType: z.string().optional(),
    instanceTypes: z.array(z.string()),
    amiType: z.string().optional(),
    nodeRole: z.string().optional(),
    subnetIds: z.array(z.string()),
    minSize: z.int().optional(),
    maxSize: z.int().optional(),
    desiredSize: z.int().optional(),
    /** Key pair that lets someone onto the nodes; absent where remote access is off. */
    sshKey: z.string().optional(),
    /** Where none is named, SSH is open to everyone who reaches the nodes. */
    sshSecurityGroupIds: z.array(z.string()).optional(),
  }),

  async *list(context) {
    const { paginateListNodegroups } = await import('@aws-sdk/client-eks')
    const { clients, region } = context
    const client = await clients.eks()
    const parts = partsOf(clients, region, async (clusterName) => {
      const names: string[] = []
      for await (const page of paginateListNodegroups({ client, pageSize: 100 }, { clusterName }))
        names.push(...(page.nodegroups ?? []))
      return names
    })
    for await (const found of concurrently(parts, groupsAtOnce, (part) => describe(context, part)))
      if (found) yield found
  },

  async one(context, arn) {
    const found = await describe(context, partOf(parseArn(arn).id))
    // One of the same name that was made anew is another one.
    return found?.nodegroupArn === arn ? found : undefined
  },

  normalise: (group: Nodegroup, context) => {
    const { nodegroupName = '', clusterName = '', remoteAccess, scalingConfig } = group
    return {
      id: group.nodegroupArn ?? '',
      name: nodegroupName,
      region: context.region,
      tags: group.tags ?? {},
      config: {
        cluster: clusterName,
        clusterArn: arnOf('eks', context, `cluster/${clusterName}`),
        status: group.status,
        version: group.version,
        releaseVersion: group.releaseVersion,
        created: isoTime(group.createdAt),
        capacityType: group.capacityType,
        instanceTypes: group.instanceTypes ?? [],
        amiType: group.amiType,
        nodeRole: group.nodeRole,
        subnetIds: group.subnets ?? [],
        minSize: scalingConfig?.minSize,
        maxSize: scalingConfig?.maxSize,
        desiredSize: scalingConfig?.desiredSize,
        sshKey: remoteAccess?.ec2SshKey,
        sshSecurityGroupIds: remoteAccess?.sourceSecurityGroups,
      },
    }
  },
})

const groupsAtOnce = 4

async function describe({ clients }: CollectContext<'aws'>, part: Part): Promise<Nodegroup | undefined> {
  const { DescribeNodegroupCommand } = await import('@aws-sdk/client-eks')
  const client = await clients.eks()
  const answer = await unlessAbsent(gone, () =>
    client.send(new DescribeNodegroupCommand({ clusterName: part.cluster, nodegroupName: part.name })),
  )
  return answer?.nodegroup
}
