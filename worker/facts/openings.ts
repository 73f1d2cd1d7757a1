import { z } from 'zod'
import { type Family, families } from './internet.ts'

/**
 * Traffic that a firewall lets in from the whole internet: what security groups, network security groups and firewall
 * rules are normalised to. Ports mean nothing for protocols other than `any`, `tcp` and `udp`.
 */
export const openings = z.array(
  z.object({
    /** `any`, `tcp`, `udp`, `icmp`, or the provider's own word. */
    protocol: z.string(),
    from: z.int(),
    to: z.int(),
    families: z.array(z.enum(families)),
    /** The sources that together are the internet, as the provider writes them. */
    sources: z.array(z.string()),
    /** Name or id of the rule, where it has one. */
    rule: z.string().optional(),
  }),
)

export type Opening = z.infer<typeof openings>[number]

/** Whether one of the openings lets the internet reach a port; over one address family alone where given. */
export const opens = (list: readonly Opening[], protocol: string, port: number, family?: Family): boolean =>
  list.some((opening) => isOpen(opening, protocol, port, family))

/**
 * The openings that let the internet reach a port, as one line: `tcp 0-65535 from 0.0.0.0/0`; `none`. Those of one address
 * family alone where given.
 */
export const openingsText = (list: readonly Opening[], protocol: string, port: number, family?: Family): string =>
  list
    .filter((opening) => isOpen(opening, protocol, port, family))
    .map(describe)
    .join('; ') || 'none'

const isOpen = (opening: Opening, protocol: string, port: number, family?: Family) =>
  (opening.protocol === 'any' || (opening.protocol === protocol && opening.from <= port && port <= opening.to)) &&
  (family === undefined || opening.families.includes(family))

const describe = ({ rule, protocol, from, to, sources }: Opening) =>
  `${rule ? `${rule}: ` : ''}${ports(protocol, from, to)} from ${sources.join(', ')}`

function ports(protocol: string, from: number, to: number): string {
  if (protocol === 'any') return 'all traffic'
  return `${protocol} ${from === to ? from : `${from}-${to}`}`
}
