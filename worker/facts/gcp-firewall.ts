import { type Family, families, internetFamilies } from './internet.ts'
import type { Opening } from './openings.ts'

type Traffic = { readonly IPProtocol?: string | null; readonly ports?: readonly string[] | null }

/** A VPC firewall rule, as the Compute Engine API gives it. */
export type FirewallRule = {
  readonly disabled?: boolean | null
  readonly direction?: string | null
  readonly sourceRanges?: readonly string[] | null
  readonly sourceTags?: readonly string[] | null
  readonly sourceServiceAccounts?: readonly string[] | null
  readonly allowed?: readonly Traffic[] | null
}

/**
 * What a firewall rule lets in from the whole internet, judged on its own: whether a deny rule of a lower priority
 * number or a firewall policy stands before it is another question. A rule is for incoming traffic unless it says
 * otherwise, and one that names no source at all is for every IPv4 address.
 * https://cloud.google.com/compute/docs/reference/rest/v1/firewalls
 */
export function firewallOpenings(rule: FirewallRule): Opening[] {
  if (rule.disabled === true || (rule.direction ?? 'INGRESS') !== 'INGRESS') return []
  const ranges = sourcesOf(rule)
  const open = internetFamilies(ranges)
  if (open.length === 0) return []
  const sources = [...new Set(open.flatMap((family) => fewest(ranges, family)))]
  return (rule.allowed ?? []).flatMap(({ IPProtocol, ports }) =>
    portRanges(ports).map(([from, to]) => ({
      protocol: protocolName(IPProtocol ?? 'all'),
      from,
      to,
      families: [...open],
      sources,
    })),
  )
}

function sourcesOf({ sourceRanges, sourceTags, sourceServiceAccounts }: FirewallRule): readonly string[] {
  const isEmpty = (list: readonly string[] | null | undefined) => !list || list.length === 0
  return isEmpty(sourceRanges) && isEmpty(sourceTags) && isEmpty(sourceServiceAccounts)
    ? ['0.0.0.0/0']
    : (sourceRanges ?? [])
}

/** The widest ranges that together are the internet: a rule may name thousands more beside them. */
function fewest(ranges: readonly string[], family: Family): readonly string[] {
  const mine = ranges
    .filter((range) => /\/\d+$/.test(range.trim()) && range.includes(':') === (family === families[1]))
    .sort((one, other) => bits(one) - bits(other) || one.localeCompare(other, 'en'))
  let [low, high] = [1, mine.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (internetFamilies(mine.slice(0, middle)).includes(family)) high = middle
    else low = middle + 1
  }
  return mine.slice(0, low)
}

const bits = (range: string) => Number(range.split('/')[1])

/** Ports as the API writes them, `22` or `20-25`; none named is every port. What cannot be read counts as every port. */
function portRanges(ports: readonly string[] | null | undefined): readonly (readonly [number, number])[] {
  if (!ports || ports.length === 0) return [everyPort]
  return ports.map((entry) => {
    const [, from, to] = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(entry) ?? []
    return from === undefined ? everyPort : [Number(from), Number(to ?? from)]
  })
}

const everyPort = [0, 65_535] as const

/** https://www.iana.org/assignments/protocol-numbers */
const byNumber: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', all: 'any' }

const protocolName = (protocol: string) => byNumber[protocol.toLowerCase()] ?? protocol.toLowerCase()

/** Traffic as one reads it: `tcp:22,3389`, `icmp`, `all`. */
export const trafficText = (traffic: readonly Traffic[] | null | undefined): string[] =>
  (traffic ?? []).map(({ IPProtocol, ports }) =>
    ports?.length ? `${IPProtocol ?? 'all'}:${ports.join(',')}` : (IPProtocol ?? 'all'),
  )
