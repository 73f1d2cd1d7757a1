import type { FargateProfile } from '@aws-sdk/client-eks'
import { z } from 'zod'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, gone, parseArn } from './arn.ts'
import { type Part, partOf, partsOf } from './eks-names.ts'
import { isoTime } from './values.ts'

export const eksFargateProfile = defineAwsType({
  type: 'aws.eks.fargate-profile',
  label: 'EKS Fargate profile',
  code: 'EKS_FARGATE_PROFILE',
  service: 'EKS',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:ListFargateProfiles', 'eks:DescribeFargateProfile'],
  relations: {
    cluster: { type: 'aws.eks.cluster', key: 'clusterArn', label: 'Cluster' },
    role: { type: 'aws.iam.role', key: 'podRole', label: 'Role of the pods' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
  },
  fields: z.object({
    cluster: z.string(),
    clusterArn: z.string(),
    status: z.string().optional(),
    created: z.string().optional(),
    podRole: z.string().optional(),
    subnetIds: z.array(z.string()),
    /** Namespaces whose pods run on Fargate. */
    namespaces: z.array(z.string()),
  }),

  async *list(context) {
    const { paginateListFargateProfiles } = await import('@aws-sdk/client-eks')
    const { clients, region } = context
    const client = await clients.eks()
    const parts = partsOf(clients, region, async (clusterName) => {
      const names: string[] = []
      for await (const page of paginateListFargateProfiles({ client, pageSize: 100 }, { clusterName }))
        names.push(...(page.fargateProfileNames ?? []))
      return names
    })
    for await (const found of concurrently(parts, profilesAtOnce, (part) => describe(context, part)))
      if (found) yield found
  },

  async one(context, arn) {
    const found = await describe(context, partOf(parseArn(arn).id))
    // One of the same name that was made anew is another one.
    return found?.fargateProfileArn === arn ? found : undefined
  },

  normalise: (profile: FargateProfile, context) => {
    const { fargateProfileName = '', clusterName = '', selectors = [] } = profile
    return {
      id: profile.fargateProfileArn ?? '',
      name: fargateProfileName,
      region: context.region,
      tags: profile.tags ?? {},
      config: {
        cluster: clusterName,
        clusterArn: arnOf('eks', context, `cluster/${clusterName}`),
        status: profile.status,
        created: isoTime(profile.createdAt),
        podRole: profile.podExecutionRoleArn,
        subnetIds: profile.subnets ?? [],
        namespaces: selectors.flatMap(({ namespace }) => namespace ?? []),
      },
    }
  },
})

const profilesAtOnce = 4

async function describe({ clients }: CollectContext<'aws'>, part: Part): Promise<FargateProfile | undefined> {
  const { DescribeFargateProfileCommand } = await import('@aws-sdk/client-eks')
  const client = await clients.eks()
  const answer = await unlessAbsent(gone, () =>
    client.send(new DescribeFargateProfileCommand({ clusterName: part.cluster, fargateProfileName: part.name })),
  )
  return answer?.fargateProfile
}
