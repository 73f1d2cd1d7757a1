import type { IpPermission } from '@aws-sdk/client-ec2'
import type { InboundRule } from '../../facts/internet-openings.ts'
import { hasPorts, protocolName } from './rule-words.ts'

/**
 * A security group's inbound permissions as rules: other groups are never the internet, and prefix lists stand for their
 * ranges. Types and codes of ICMP come in the fields of the ports, and are no ports.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function toInboundRules(
  permissions: readonly IpPermission[],
  prefixLists: Readonly<Record<string, readonly string[]>>,
): readonly InboundRule[] {
  return permissions.map(({ IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, PrefixListIds }) => {
    const protocol = protocolName(IpProtocol)
    const isPorted = hasPorts(protocol)
    return {
      protocol,
      from: isPorted ? (FromPort ?? 0) : 0,
      to: isPorted ? (ToPort ?? 65_535) : 65_535,
      sources: [
        ...(IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
        ...(Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
        ...(PrefixListIds ?? []).flatMap(({ PrefixListId = '' }) => prefixLists[PrefixListId] ?? []),
      ].sort(),
    }
  })
}
