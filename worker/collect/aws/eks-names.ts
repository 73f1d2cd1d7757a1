import type { AwsClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'
import { gone } from './arn.ts'

/** Names of the clusters of a region, asked for once for clusters, node groups and Fargate profiles. */
export const clusterNames = ({ once, eks }: AwsClients, region: string): Promise<readonly string[]> =>
  once(`EKS clusters of ${region}`, async () => {
    const { paginateListClusters } = await import('@aws-sdk/client-eks')
    const names: string[] = []
    const client = await eks()
    for await (const { clusters = [] } of paginateListClusters({ client, pageSize: 100 }, {})) names.push(...clusters)
    return names
  })

/** Something within a cluster. */
export type Part = { readonly cluster: string; readonly name: string }

/** Every part of every cluster of a region; a cluster that is deleted meanwhile has none. */
export async function* partsOf(
  clients: AwsClients,
  region: string,
  names: (cluster: string) => Promise<readonly string[]>,
): AsyncIterable<Part> {
  for (const cluster of await clusterNames(clients, region))
    for (const name of (await unlessAbsent(gone, () => names(cluster))) ?? []) yield { cluster, name }
}

/** The cluster and name that the ARN of a node group or Fargate profile holds: `KIND/CLUSTER/NAME/UUID`. */
export function partOf(id: string): Part {
  const [cluster = '', name = ''] = id.split('/')
  return { cluster, name }
}
