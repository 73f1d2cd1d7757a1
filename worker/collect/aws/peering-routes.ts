import type { Route, VpcPeeringConnection } from '@aws-sdk/client-ec2'
import type { PeeringRoute } from '../../facts/peering-routes.ts'
import type { CollectContext } from '../../resource-type.ts'
import { createPrefixLists } from './prefix-lists.ts'

/** Routes over peerings as their tables hold them, by peering. */
export type TableRoutes = ReadonlyMap<string, readonly TableRoute[]>
type TableRoute = { readonly table: string; readonly vpc: string; readonly route: Route }

/** Peerings that one call may ask about; the values of a filter are 200 at most. */
export const peeringsAtOnce = 200

/**
 * The routes of a region's tables that lead over active ones of these peerings; tables without such routes are not
 * answered at all.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html
 */
export async function readTableRoutes(
  { clients }: CollectContext<'aws'>,
  peerings: readonly VpcPeeringConnection[],
  region?: string,
): Promise<TableRoutes> {
  const { paginateDescribeRouteTables } = await import('@aws-sdk/client-ec2')
  const active = peerings.filter(({ Status }) => Status?.Code === 'active')
  const byPeering = new Map<string, TableRoute[]>(
    active.map(({ VpcPeeringConnectionId = '' }) => [VpcPeeringConnectionId, []]),
  )
  if (active.length === 0) return byPeering
  const Filters = [{ Name: 'route.vpc-peering-connection-id', Values: [...byPeering.keys()] }]
  const pages = paginateDescribeRouteTables({ client: await clients.ec2(region), pageSize: 100 }, { Filters })
  for await (const { RouteTables = [] } of pages)
    for (const { RouteTableId = '', VpcId = '', Routes = [] } of RouteTables)
      for (const route of Routes)
        byPeering.get(route.VpcPeeringConnectionId ?? '')?.push({ table: RouteTableId, vpc: VpcId, route })
  return byPeering
}

/** Turns routes into what they lead to, reading each prefix list once. */
export type ExpandRoutes = (routes: readonly TableRoute[]) => Promise<readonly PeeringTableRoute[]>
export type PeeringTableRoute = PeeringRoute & { readonly vpc: string }

export async function createExpansion({ clients }: CollectContext<'aws'>, region?: string): Promise<ExpandRoutes> {
  const lists = createPrefixLists(await clients.ec2(region))
  return (routes) =>
    Promise.all(
      routes.map(async ({ table, vpc, route }) => {
        const { DestinationPrefixListId: list, DestinationCidrBlock, DestinationIpv6CidrBlock } = route
        const destination = list ?? DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? ''
        return { table, vpc, destination, ranges: list ? await lists(list) : [destination] }
      }),
    )
}
