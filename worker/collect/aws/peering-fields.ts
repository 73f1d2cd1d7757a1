import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { broadRoutes, type PeeringRoute } from '../../facts/peering-routes.ts'
import type { PeeringTableRoute } from './peering-routes.ts'

/** Routes that are kept of each kind. */
const kept = 100

/** Who is peered with whom. */
export const sideFields = {
  /** `active`, `pending-acceptance`, `deleted`, …. */
  status: z.string().optional(),
  requesterVpcId: z.string().optional(),
  requesterAccount: z.string().optional(),
  requesterRegion: z.string().optional(),
  requesterRanges: z.array(z.string()),
  accepterVpcId: z.string().optional(),
  accepterAccount: z.string().optional(),
  accepterRegion: z.string().optional(),
  accepterRanges: z.array(z.string()),
}

/** What is routed over it. */
export const peeringFields = {
  routeTableIds: z.array(z.string()).optional(),
  /** Table and destination of the first 100 routes: `rtb-0a1b: 10.1.0.0/24`. */
  routes: z.array(z.string()).optional(),
  /** Those of the routes that lead to a whole address range of the peer, or further. */
  broadRoutes: z.array(z.string()).optional(),
}

/** The fields of a peering; without `routes`, those that they fill are left out. */
export function judgePeering(peering: VpcPeeringConnection, routes: readonly PeeringTableRoute[] | undefined) {
  const { RequesterVpcInfo: requester = {}, AccepterVpcInfo: accepter = {} } = peering
  const [requesterRanges, accepterRanges] = [rangesOf(requester), rangesOf(accepter)]
  const config = {
    status: peering.Status?.Code,
    ...{ requesterVpcId: requester.VpcId, requesterAccount: requester.OwnerId, requesterRegion: requester.Region },
    ...{ accepterVpcId: accepter.VpcId, accepterAccount: accepter.OwnerId, accepterRegion: accepter.Region },
    ...{ requesterRanges, accepterRanges },
  }
  if (!routes) return { config, unread: [] }

  const fromRequester = routes.filter(({ vpc }) => vpc === requester.VpcId)
  const fromAccepter = routes.filter((route) => !fromRequester.includes(route))
  const broad = [...broadRoutes(fromRequester, accepterRanges), ...broadRoutes(fromAccepter, requesterRanges)]
  const isBlind =
    (fromRequester.length > 0 && accepterRanges.length === 0) ||
    (fromAccepter.length > 0 && requesterRanges.length === 0)
  const found = {
    routeTableIds: [...new Set(routes.map(({ table }) => table))].sort(),
    routes: describe(routes),
    broadRoutes: isBlind && broad.length === 0 ? undefined : describe(broad),
  }
  return { config: { ...config, ...found }, unread: found.broadRoutes ? [] : [unknownPeer] }
}

const unknownPeer: Unread = { field: 'broadRoutes', reason: 'AWS does not tell the address ranges of the peer.' }

const rangesOf = ({ CidrBlock, CidrBlockSet = [], Ipv6CidrBlockSet = [] }: VpcPeeringConnectionVpcInfo): string[] => {
  const ranges = [
    ...CidrBlockSet.map((block) => block.CidrBlock),
    ...Ipv6CidrBlockSet.map((block) => block.Ipv6CidrBlock),
    CidrBlock,
  ]
  return [...new Set(ranges.flatMap((range) => range ?? []))].sort()
}

const describe = (routes: readonly PeeringRoute[]): string[] =>
  routes
    .map(({ table, destination }) => `${table}: ${destination}`)
    .sort()
    .slice(0, kept)
