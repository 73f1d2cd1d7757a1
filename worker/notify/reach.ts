import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** What messages may be sent to, besides public addresses. */
export type Reach = {
  /** Only this machine can reach the worker; so it may reach this machine, in plain HTTP, too. */
  readonly isLoopback: boolean
  /** The operator allows the addresses of private networks. */
  readonly allowsPrivate: boolean
}

/** Why a message cannot be sent; the words are for whoever made the channel. */
export class SendError extends Error {
  override readonly name = 'SendError'
}

const list = (...ranges: readonly (readonly [address: string, prefix: number])[]): BlockList => {
  const found = new BlockList()
  for (const [address, prefix] of ranges) found.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return found
}

const loopback = list(['127.0.0.0', 8], ['::1', 128])

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry */
const privateRanges = list(
  ...([
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    ['fc00::', 7],
  ] as const),
)

/**
 * Nobody's: unspecified, link-local (where clouds keep the credentials of machines), multicast, documentation, and
 * addresses that stand for others. AWS has its own of IPv6 for credentials within the private range, Azure one for the
 * host of a machine within the public one.
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
const never = list(
  ...([
    ['0.0.0.0', 8],
    ['168.63.129.16', 32],
    ['169.254.0.0', 16],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
  ...([
    ['::', 128],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['2001::', 23],
    ['fd00:ec2::', 32],
  ] as const),
)

/** Whether messages may be sent to an IP address. */
export function mayReach(address: string, { isLoopback, allowsPrivate }: Reach): boolean {
  const family = isIP(address)
  if (family === 0) return false
  const isIn = (ranges: BlockList) => ranges.check(address, family === 6 ? 'ipv6' : 'ipv4')
  if (isIn(never)) return false
  if (isIn(loopback)) return isLoopback || allowsPrivate
  return allowsPrivate || !isIn(privateRanges)
}

/**
 * The addresses of a host, when messages may be sent to all of them. The one that is connected to must be one of these: a
 * name that is looked up a second time may have moved. Throws `SendError`.
 */
export async function resolveHost(host: string, reach: Reach): Promise<readonly string[]> {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  const addresses = isIP(name) ? [name] : await addressesOf(name)
  if (addresses.length === 0) throw new SendError(`The name ${name} has no address.`)
  if (addresses.every((address) => mayReach(address, reach))) return addresses
  throw new SendError(
    `${name} is at an address of a private network or of this machine. If it is meant, set PLUMBLINE_NOTIFY_PRIVATE=1.`,
  )
}

async function addressesOf(name: string): Promise<readonly string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch (cause) {
    throw new SendError(`The name ${name} cannot be found.`, { cause })
  }
}
