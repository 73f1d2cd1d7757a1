/**
 * Whether address ranges together are the whole internet: `0.0.0.0/0`, `::/0`, or halves that add up to it, such as
 * `0.0.0.0/1` and `128.0.0.0/1`. Anything that is not CIDR notation counts for nothing.
 */
export function internetFamilies(cidrs: readonly string[]): readonly Family[] {
  return families.filter((family) => coversAll(cidrs.flatMap((cidr) => parseCidr(cidr, family))))
}

/** Whether every one of the `inner` address ranges of a family lies within the `outer` ones together. */
export function coversCidrs(outer: readonly string[], inner: readonly string[], family: Family): boolean {
  const covering = outer.flatMap((cidr) => parseCidr(cidr, family))
  return inner
    .flatMap((cidr) => parseCidr(cidr, family))
    .every((range) => coversAll(covering.flatMap((prefix) => within(range, prefix))))
}

/** Whether a text is one address range in CIDR notation, of either family. */
export const isCidr = (text: string): boolean => families.some((family) => parseCidr(text, family).length > 0)

/** The part of a range that a prefix covers, seen from the range: `['']` is all of it. */
const within = (range: Prefix, prefix: Prefix): Prefix[] => {
  if (range.startsWith(prefix)) return ['']
  return prefix.startsWith(range) ? [prefix.slice(range.length)] : []
}

export const families = ['ipv4', 'ipv6'] as const
export type Family = (typeof families)[number]

/** The bits of an address range, most significant first: `''` is everything. */
type Prefix = string

function parseCidr(cidr: string, family: Family): Prefix[] {
  const [address = '', length = '', ...rest] = cidr.trim().split('/')
  const bits = family === 'ipv4' ? ipv4Bits(address) : ipv6Bits(address)
  if (bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits.length) return []
  return [bits.slice(0, Number(length))]
}

function ipv4Bits(address: string): string | undefined {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('')
}

function ipv6Bits(address: string): string | undefined {
  if (!address.includes(':') || !/^[0-9a-f:]+$/i.test(address)) return undefined
  const halves = address.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

/** Folds pairs of halves (`x0`, `x1`) into their parent until nothing changes, deepest first. */
function coversAll(prefixes: readonly Prefix[]): boolean {
  const covered = new Set(prefixes)
  for (let length = Math.max(0, ...prefixes.map((prefix) => prefix.length)); length > 0; length--) {
    for (const prefix of covered) {
      if (prefix.length !== length) continue
      const parent = prefix.slice(0, -1)
      if (covered.has(parent)) continue
      if (covered.has(`${parent}0`) && covered.has(`${parent}1`)) covered.add(parent)
    }
  }
  return covered.has('')
}
