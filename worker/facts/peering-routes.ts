import { coversCidrs, families, internetFamilies, isCidr } from './internet.ts'

/** A route that leads over a VPC peering. */
export type PeeringRoute = {
  readonly table: string
  /** As people know it: an address range, or the id of a prefix list. */
  readonly destination: string
  /** The address ranges that this stands for. */
  readonly ranges: readonly string[]
}

/**
 * The routes that lead to all of a peer, rather than to some of its subnets: those to everywhere, those that hold a whole
 * one of its address ranges, and those of one table that hold one together. Without the peer's ranges only the first
 * kind can be told.
 */
export function broadRoutes(routes: readonly PeeringRoute[], peer: readonly string[]): readonly PeeringRoute[] {
  const tables = Map.groupBy(routes, ({ table }) => table)
  return routes.filter((route) => {
    if (internetFamilies(route.ranges).length > 0 || holdsOne(route.ranges, peer)) return true
    const together = (tables.get(route.table) ?? []).flatMap(({ ranges }) => ranges)
    return peer.some((range) => holdsOne(together, [range]) && route.ranges.some((own) => holdsOne([range], [own])))
  })
}

const holdsOne = (outer: readonly string[], ranges: readonly string[]): boolean =>
  ranges.some((range) => {
    const family = range.includes(':') ? families[1] : families[0]
    // What is no address range counts as covered by anything.
    return isCidr(range) && coversCidrs(outer, [range], family)
  })
