import { coversCidrs, type Family, families, internetFamilies } from './internet.ts'
import { addressRanges, type NsgRule } from './nsg-rules.ts'
import type { Opening } from './openings.ts'
import { cutRanges, isEveryPort, isWithinRange, mergeRanges, type PortRange, subtractRanges } from './port-range.ts'

/**
 * What the inbound rules of a network security group let in from the whole internet. Rules count by priority: an Allow
 * is shadowed for the ports, protocols and address families for which the Denies before it cover all its sources and
 * destinations. Application security groups and service tags other than Internet are not the internet.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function internetOpenings(rules: readonly NsgRule[]): Opening[] {
  const grants = rules.filter(({ isAllow }) => isAllow).map((rule) => ({ rule, denies: deniesBefore(rules, rule) }))
  return [...grants.flatMap(openingsOfOne), ...openingsTogether(grants)]
}

/**
 * The same for the service tag AzureCloud: not the internet, but the addresses of every customer of Azure, any of whom
 * can rent one.
 */
export function azureCloudOpenings(rules: readonly NsgRule[]): Opening[] {
  const isTag = (source: string) => /^azurecloud(\.|$)/i.test(source)
  const narrowed = rules.flatMap((rule) => {
    if (!rule.isAllow) return [rule]
    const sources = rule.sources.filter(isTag)
    return sources.length > 0 ? [{ ...rule, sources, ranges: ['0.0.0.0/0', '::/0'], whole: families }] : []
  })
  return internetOpenings(narrowed)
}

/** An Allow and the Denies that come before it. */
type Grant = { readonly rule: NsgRule; readonly denies: readonly NsgRule[] }

const deniesBefore = (rules: readonly NsgRule[], { priority }: NsgRule) =>
  rules.filter((rule) => !rule.isAllow && rule.priority < priority && rule.isAnySourcePort)

/** What one Allow opens by itself. */
function openingsOfOne({ rule, denies }: Grant): Opening[] {
  const about = { sources: namedSources(rule), rule: rule.name }
  const untouched = rule.whole.filter((family) => isUntouched({ rule, denies }, family))
  const rest = rule.whole.filter((family) => !untouched.includes(family))
  return [
    ...(untouched.length > 0 ? [{ protocol: 'any', from: 0, to: 65_535, families: untouched, ...about }] : []),
    ...protocolsOf(rule).flatMap((protocol) =>
      byFamilies(rest, (family) => openPorts({ rule, denies }, protocol, family)).map((range) => ({
        protocol,
        ...range,
        ...about,
      })),
    ),
  ]
}

/** Whether all traffic of a family comes through: every protocol, every port. */
const isUntouched = (grant: Grant, family: Family) =>
  grant.rule.protocol === 'any' &&
  protocolsOf(grant.rule).every((protocol) => isEveryPort(openPorts(grant, protocol, family)))

/** Ports mean nothing to ICMP, so an Allow for some ports is one for TCP and UDP. */
function protocolsOf({ protocol, ports }: NsgRule): readonly string[] {
  if (protocol !== 'any') return [protocol]
  return isEveryPort(ports) ? ['tcp', 'udp', 'icmp'] : ['tcp', 'udp']
}

/** The ports of an Allow that no Deny before it closes to all its sources. */
function openPorts({ rule, denies }: Grant, protocol: string, family: Family): PortRange[] {
  const shadows = denies.filter(
    (deny) => ['any', protocol].includes(deny.protocol) && coversDestinations(deny, rule, family),
  )
  const closes = (list: readonly NsgRule[]) => coversCidrs(sumOf(list), rule.ranges, family)
  if (!closes(shadows)) return mergeRanges(rule.ports)
  const alone = shadows.filter((deny) => deny.whole.includes(family) || closes([deny]))
  const left = subtractRanges(rule.ports, portsOf(alone))
  const partial = shadows.filter((deny) => !alone.includes(deny))
  if (!closes(partial)) return left
  const pieces = cutRanges(left, portsOf(partial))
  return mergeRanges(pieces.filter((piece) => !closes(partial.filter(({ ports }) => holds(ports, piece)))))
}

const sumOf = (rules: readonly NsgRule[]) => rules.flatMap(({ ranges }) => ranges)
const portsOf = (rules: readonly { readonly ports: readonly PortRange[] }[]) => rules.flatMap(({ ports }) => ports)
const holds = (ports: readonly PortRange[], piece: PortRange) => ports.some((range) => isWithinRange(piece, range))

function coversDestinations(deny: NsgRule, allow: NsgRule, family: Family): boolean {
  if (deny.destinations.includes('*')) return true
  const covering = deny.destinations.flatMap((destination) => addressRanges(destination, false))
  return (allow.destinations.length > 0 ? allow.destinations : ['*']).every((destination) => {
    if (deny.destinations.includes(destination)) return true
    const ranges = addressRanges(destination, false)
    return ranges.length > 0 && coversCidrs(covering, ranges, family)
  })
}

/** What several Allows open together, each of them for a part of the internet only: 0.0.0.0/1 here, 128.0.0.0/1 there. */
function openingsTogether(grants: readonly Grant[]): Opening[] {
  return families.flatMap((family) => {
    const parts = grants.filter(({ rule }) => !rule.whole.includes(family))
    if (!coversFamily(parts, family)) return []
    return ['tcp', 'udp'].flatMap((protocol) => togetherFor(parts, protocol, family))
  })
}

const coversFamily = (grants: readonly Grant[], family: Family) =>
  internetFamilies(sumOf(grants.map(({ rule }) => rule))).includes(family)

function togetherFor(grants: readonly Grant[], protocol: string, family: Family): Opening[] {
  const open = grants
    .filter(({ rule }) => protocolsOf(rule).includes(protocol))
    .map((grant) => ({ ...grant, ports: openPorts(grant, protocol, family) }))
  const pieces = cutRanges(mergeRanges(portsOf(open)), portsOf(open))
  return pieces.flatMap((piece) => {
    const here = open.filter(({ ports }) => holds(ports, piece))
    if (!coversFamily(here, family)) return []
    const names = here.map(({ rule }) => rule.name)
    return [{ protocol, ...piece, families: [family], sources: partSources(here), rule: names.slice(0, 5).join(' + ') }]
  })
}

const partSources = (grants: readonly Grant[]) => grants.flatMap(({ rule }) => rule.sources).slice(0, 10)

/** The sources that are the whole internet each by itself; all of them where only their sum is. */
function namedSources({ sources, isAllow }: NsgRule): string[] {
  const whole = sources.filter((source) => internetFamilies(addressRanges(source, isAllow)).length > 0)
  return (whole.length > 0 ? whole : sources).slice(0, 10)
}

/** Port ranges with the address families for which they hold. */
function byFamilies(list: readonly Family[], openTo: (family: Family) => readonly PortRange[]) {
  const found = new Map<string, { from: number; to: number; families: Family[] }>()
  for (const family of list) {
    for (const { from, to } of openTo(family)) {
      const known = found.get(`${from}-${to}`)
      if (known) known.families.push(family)
      else found.set(`${from}-${to}`, { from, to, families: [family] })
    }
  }
  return [...found.values()]
}
