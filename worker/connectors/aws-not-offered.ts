import { lookup } from 'node:dns/promises'

/** Code of a call to a service that AWS does not offer in that region. */
export const notOffered = 'NotOffered'

/** Whether a host's name leads anywhere. */
export type Resolve = (host: string) => Promise<boolean>

const resolves: Resolve = async (host) => {
  try {
    await lookup(host)
    return true
  } catch {
    return false
  }
}

/**
 * Whether a name that does not exist is no fault of the network: EC2 is offered in every region, so where its name is
 * known and a service's is not, the service has no address there. https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export async function isNotOffered(
  host: string,
  { code, region }: { readonly code: string; readonly region: string },
  resolve: Resolve = resolves,
): Promise<boolean> {
  const at = host.indexOf(`.${region}.`)
  const ec2 = `ec2${host.slice(at)}`
  return code === 'ENOTFOUND' && at > 0 && ec2 !== host && (await resolve(ec2))
}
