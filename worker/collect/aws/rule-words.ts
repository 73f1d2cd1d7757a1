/** A protocol as EC2 writes it (`-1`, `tcp`, `6`) in one word: `any`, `tcp`, `udp`, `icmp`, `icmpv6`, or its number. */
export const protocolName = (protocol = '-1'): string => names[protocol] ?? protocol

const names: Readonly<Record<string, string>> = { '-1': 'any', 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' }

/** Only these have ports: for others EC2 keeps types and codes in the same fields. */
export const hasPorts = (protocol: string): boolean => protocol === 'tcp' || protocol === 'udp'

/** Ports for people: `22`, `20-25`, `all`; absent where the protocol has none. */
export function ports(protocol: string, from?: number, to?: number): string | undefined {
  if (protocol === 'any') return 'all'
  if (!hasPorts(protocol)) return undefined
  const [first, last] = [from ?? 0, to ?? 65_535]
  if (first <= 0 && last >= 65_535) return 'all'
  return first === last ? String(first) : `${first}-${last}`
}
