import { type Family, families, internetFamilies } from './internet.ts'
import type { Opening } from './openings.ts'

/** An inbound rule: ports are those of tcp and udp, and mean nothing for other protocols. */
export type InboundRule = {
  readonly protocol: string
  readonly from: number
  readonly to: number
  /** Address ranges that may come in, as the provider writes them. */
  readonly sources: readonly string[]
}

/**
 * What a set of inbound rules opens to the whole internet. Rules count together: two halves of the internet open a port
 * where their port ranges meet, though each rule by itself lets in a half.
 */
export function internetOpenings(rules: readonly InboundRule[]): readonly Opening[] {
  const alone = rules.flatMap(openingOf)
  const partial = rules
    .map((rule) => ({ ...rule, sources: rule.sources.filter((source) => internetFamilies([source]).length === 0) }))
    .filter(({ sources }) => sources.length > 0)
  if (!families.some((family) => couldCover(partial, family))) return alone
  return [...alone, ...together(partial).filter((opening) => !isWithin(opening, alone))]
}

function openingOf({ protocol, from, to, sources }: InboundRule): Opening[] {
  const open = internetFamilies(sources)
  if (open.length === 0) return []
  const whole = sources.filter((source) => internetFamilies([source]).length > 0)
  const wanted = internetFamilies(whole).length === open.length ? whole : sources
  return [
    { protocol, from, to, families: [...open], sources: wanted.filter((source) => open.includes(familyOf(source))) },
  ]
}

const familyOf = (source: string): Family => (source.includes(':') ? 'ipv6' : 'ipv4')

/** Whether the ranges are many and wide enough to add up at all: nearly always they are not. */
function couldCover(rules: readonly InboundRule[], family: Family): boolean {
  const sources = new Set(rules.flatMap((rule) => rule.sources).filter((source) => familyOf(source) === family))
  let share = 0
  for (const source of sources) share += 2 ** -Number(source.split('/')[1] ?? 128)
  return share >= 1
}

/** The stretches of ports on which several rules of a protocol are the internet together. */
function together(rules: readonly InboundRule[]): Opening[] {
  const protocols = new Set(rules.map(({ protocol }) => protocol))
  return [...protocols].flatMap((protocol) => {
    const matching = rules.filter((rule) => rule.protocol === protocol || rule.protocol === 'any')
    const starts = new Set(matching.flatMap(({ from, to }) => [from, to + 1]))
    const bounds = [...starts].sort((a, b) => a - b)
    return bounds.flatMap((from, index) => {
      const to = (bounds[index + 1] ?? from) - 1
      const covering = matching.filter((rule) => rule.from <= from && to <= rule.to && from <= to)
      return openingOf({ protocol, from, to, sources: [...new Set(covering.flatMap(({ sources }) => sources))] })
    })
  })
}

const isWithin = (opening: Opening, list: readonly Opening[]) =>
  list.some(
    ({ protocol, from, to, families: open }) =>
      (protocol === 'any' || protocol === opening.protocol) &&
      from <= opening.from &&
      opening.to <= to &&
      opening.families.every((family) => open.includes(family)),
  )
