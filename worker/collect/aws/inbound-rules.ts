import type { IpPermission } from '@aws-sdk/client-ec2'
import type { InboundRule } from '../../facts/internet-openings.ts'

/**
 * A security group's inbound permissions as rules: other groups are never the internet, and prefix lists stand for their
 * ranges. Types and codes of ICMP come in the fields of the ports, and are no ports.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function toInboundRules(
  permissions: readonly IpPermission[],
  prefixLists: Readonly<Record<string, readonly string[]>>,
): readonly InboundRule[] {
  return permissions.map(({ IpProtocol = '-1', FromPort, ToPort, IpRanges, Ipv6Ranges, PrefixListIds }) => {
    const protocol = protocols[IpProtocol] ?? IpProtocol
    const hasPorts = protocol === 'tcp' || protocol === 'udp'
    return {
      protocol,
      from: hasPorts ? (FromPort ?? 0) : 0,
      to: hasPorts ? (ToPort ?? 65_535) : 65_535,
      sources: [
        ...(IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
        ...(Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
        ...(PrefixListIds ?? []).flatMap(({ PrefixListId = '' }) => prefixLists[PrefixListId] ?? []),
      ].sort(),
    }
  })
}

const protocols: Readonly<Record<string, string>> = {
  '-1': 'any',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
}
