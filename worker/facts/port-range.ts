/** Ports from–to, both included. */
export type PortRange = { readonly from: number; readonly to: number }

export const everyPort: PortRange = { from: 0, to: 65_535 }

/** `*`, `22` or `8000-8100`; undefined for anything else, which must then not be judged. */
export function parsePortRange(text: string): PortRange | undefined {
  if (text.trim() === '*') return everyPort
  const [, from, to = from] = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text) ?? []
  const range = { from: Number(from), to: Number(to) }
  return from !== undefined && range.from <= range.to && range.to <= everyPort.to ? range : undefined
}

/** Cuts ranges wherever one of the `cuts` begins or ends, so that each piece lies wholly in or out of every cut. */
export function cutRanges(ranges: readonly PortRange[], cuts: readonly PortRange[]): PortRange[] {
  const starts = [...new Set(cuts.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
  return ranges.flatMap(({ from, to }) => {
    const inside = [from, ...starts.filter((start) => from < start && start <= to)]
    return inside.map((start, index) => ({ from: start, to: (inside[index + 1] ?? to + 1) - 1 }))
  })
}

/** The same ports in the fewest ranges, in order. */
export function mergeRanges(ranges: readonly PortRange[]): PortRange[] {
  const merged: { from: number; to: number }[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else merged.push({ ...range })
  }
  return merged
}

/** What is left of ranges without the ports of others. */
export function subtractRanges(ranges: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  const taken = mergeRanges(others)
  return mergeRanges(ranges).flatMap(({ from, to }) => {
    const inside = taken.filter((range) => range.from <= to && range.to >= from)
    const starts = [from, ...inside.map((range) => range.to + 1)]
    const ends = [...inside.map((range) => range.from - 1), to]
    return starts
      .map((start, index) => ({ from: start, to: ends[index] ?? to }))
      .filter((range) => range.from <= range.to)
  })
}

export const isWithinRange = (inner: PortRange, outer: PortRange) => outer.from <= inner.from && inner.to <= outer.to

export const isEveryPort = (ranges: readonly PortRange[]) =>
  mergeRanges(ranges).some((range) => isWithinRange(everyPort, range))
