import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { ports, protocolName } from './rule-words.ts'

/** Rules that are kept of each direction; AWS allows 60 unless asked for more. */
const kept = 250

export const ruleFields = {
  /** Rules as the console counts them: one for each source or destination. */
  inboundRules: z.int().optional(),
  outboundRules: z.int().optional(),
  /** The first 250 of each direction. */
  rules: z.array(
    z.object({
      direction: z.enum(['inbound', 'outbound']),
      /** `any`, `tcp`, `udp`, `icmp`, or the protocol's number. */
      protocol: z.string(),
      /** `22`, `20-25`, `all`; absent where the protocol has none. */
      ports: z.string().optional(),
      /** The source or destination: an address range, a prefix list, a security group. */
      peer: z.string(),
      description: z.string().optional(),
    }),
  ),
  /** Other security groups that the rules name, sorted. */
  referencedGroupIds: z.array(z.string()),
}

/** What the rules of a group are for people, and which other groups they name. */
export function rulesOf({ GroupId: groupId, IpPermissions: inbound, IpPermissionsEgress: outbound }: SecurityGroup) {
  const [into = [], outOf = []] = [inbound?.flatMap(toRules), outbound?.flatMap(toRules)]
  const named = [...(inbound ?? []), ...(outbound ?? [])].flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs)
  const others = new Set(named.flatMap(({ GroupId }) => (GroupId && GroupId !== groupId ? [GroupId] : [])))
  return {
    inboundRules: inbound && into.length,
    outboundRules: outbound && outOf.length,
    rules: [
      ...into.slice(0, kept).map((rule) => ({ direction: 'inbound' as const, ...rule })),
      ...outOf.slice(0, kept).map((rule) => ({ direction: 'outbound' as const, ...rule })),
    ],
    referencedGroupIds: [...others].sort(),
  }
}

/** One permission holds many rules, which share protocol and ports; one of whose peers nothing is told is a rule still. */
function toRules({ IpProtocol, FromPort, ToPort, ...peers }: IpPermission) {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = peers
  const protocol = protocolName(IpProtocol)
  const common = { protocol, ports: ports(protocol, FromPort, ToPort) }
  const rule = (peer = '', description?: string) => ({ ...common, peer, description: description || undefined })
  const rules = [
    ...IpRanges.map(({ CidrIp, Description }) => rule(CidrIp, Description)),
    ...Ipv6Ranges.map(({ CidrIpv6, Description }) => rule(CidrIpv6, Description)),
    ...PrefixListIds.map(({ PrefixListId, Description }) => rule(PrefixListId, Description)),
    ...UserIdGroupPairs.map(({ GroupId, Description }) => rule(GroupId, Description)),
  ]
  return rules.length > 0 ? rules : [rule()]
}
