import { coversCidrs, type Family, families, internetFamilies } from './internet.ts'
import type { Opening } from './openings.ts'
import { cutRanges, everyPort, isWithinRange, type PortRange } from './port-range.ts'

/** An entry of a network ACL for incoming traffic. */
export type AclEntry = PortRange & {
  /** The lower, the earlier it is tried. */
  readonly number: number
  /** `any`, `tcp`, `udp`, or another, whose ports mean nothing. */
  readonly protocol: string
  readonly isAllowed: boolean
  /** One address range of either family. */
  readonly source: string
}

/**
 * What a network ACL lets in from the whole internet by TCP and UDP. Of the entries that match a packet the first one
 * decides, so that an entry counts only for what no earlier one denies wholly: a denial of a narrower range does not close
 * what is allowed to everyone, and one of a family says nothing of the other. Allowed ranges count together.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function aclOpenings(entries: readonly AclEntry[]): readonly Opening[] {
  const ordered = [...entries].sort((a, b) => a.number - b.number)
  return ['tcp', 'udp'].flatMap((protocol) => {
    const matching = ordered.filter((entry) => entry.protocol === protocol || entry.protocol === 'any')
    return families.flatMap((family) => joined(openRanges(matching, protocol, family)))
  })
}

const rangeOf = ({ protocol, from, to }: AclEntry): PortRange => (protocol === 'any' ? everyPort : { from, to })

/** Between the bounds of all entries, every port has the same answer. */
function openRanges(entries: readonly AclEntry[], protocol: string, family: Family): Opening[] {
  const own = entries.filter(({ source }) => source.includes(':') === (family === 'ipv6'))
  return cutRanges([everyPort], own.map(rangeOf)).flatMap((range) => {
    const here = own.filter((entry) => isWithinRange(range, rangeOf(entry)))
    const letIn = here.filter((entry, index) => entry.isAllowed && !isDenied(entry, here.slice(0, index), family))
    if (!internetFamilies(letIn.map(({ source }) => source)).includes(family)) return []
    const whole = letIn.find(({ source }) => internetFamilies([source]).includes(family))
    const deciding = whole ? [whole] : letIn
    return {
      ...{ protocol, ...range, families: [family] },
      sources: deciding.map(({ source }) => source),
      rule: `rule ${deciding.map(({ number }) => number).join(', ')}`,
    }
  })
}

function isDenied({ source }: AclEntry, earlier: readonly AclEntry[], family: Family): boolean {
  const denied = earlier.filter(({ isAllowed }) => !isAllowed).map((entry) => entry.source)
  return denied.length > 0 && coversCidrs(denied, [source], family)
}

/** Neighbouring ranges that the same entries open, as one. */
function joined(list: readonly Opening[]): Opening[] {
  const whole: Opening[] = []
  for (const opening of list) {
    const last = whole.at(-1)
    if (last && last.rule === opening.rule && last.to + 1 === opening.from)
      whole.splice(-1, 1, { ...last, to: opening.to })
    else whole.push(opening)
  }
  return whole
}
