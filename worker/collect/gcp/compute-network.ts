import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { z } from 'zod'
import { gcpNames, lastPart } from '../../facts/gcp-names.ts'
import { type CollectContext, defineGcpType } from '../../resource-type.ts'
import { whereEnabled, whereThere } from './compute-lists.ts'

/** A VPC network. https://cloud.google.com/compute/docs/reference/rest/v1/networks */
export const computeNetwork = defineGcpType({
  type: 'gcp.compute.network',
  label: 'VPC network',
  code: 'NETWORK',
  service: 'VPC',
  scope: 'global',
  permissions: ['compute.networks.list', 'compute.networks.get'],
  fields: z.object({
    /** The number that findings of Google's own tools name it by. */
    numericId: z.string().optional(),
    description: z.string().optional(),
    /** `legacy`: one range without subnetworks, which Google stopped offering. */
    subnetMode: z.enum(['auto', 'custom', 'legacy']),
    subnetworks: z.int(),
    routingMode: z.string().optional(),
    created: z.string().optional(),
  }),

  list: (context) => whereEnabled(networks(context)),

  one: ({ clients, account }, id) =>
    whereThere(() =>
      clients.call('compute.networks.get', () =>
        clients.compute.networks.get({ project: account, network: lastPart(id) ?? '' }),
      ),
    ),

  normalise: (network, { account }) => ({
    id: gcpNames.network(account, network.name ?? ''),
    name: network.name ?? '',
    region: 'global',
    config: {
      numericId: network.id ?? undefined,
      description: network.description || undefined,
      subnetMode: subnetMode(network),
      subnetworks: network.subnetworks?.length ?? 0,
      routingMode: network.routingConfig?.routingMode ?? undefined,
      created: network.creationTimestamp ?? undefined,
    },
  }),
})

type Network = compute_v1.Schema$Network

async function* networks({ clients, account: project }: CollectContext<'gcp'>): AsyncIterable<Network> {
  const pages = clients.pages('compute.networks.list', (pageToken) =>
    clients.compute.networks.list({ project, maxResults: 500, ...(pageToken ? { pageToken } : {}) }),
  )
  for await (const { items } of pages) yield* items ?? []
}

/** Legacy networks have a range of their own and no `autoCreateSubnetworks` at all, not even a false one. */
function subnetMode({ autoCreateSubnetworks, IPv4Range }: Network): 'auto' | 'custom' | 'legacy' {
  if (autoCreateSubnetworks === true) return 'auto'
  if (autoCreateSubnetworks === false) return 'custom'
  return IPv4Range ? 'legacy' : 'custom'
}
