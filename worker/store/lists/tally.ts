/** The facets of lists: what they can be narrowed by, each with its values and how many rows have them. */
export const facetNames = ['policy', 'result', 'account', 'service', 'criticality', 'region', 'type', 'cloud'] as const
export type FacetName = (typeof facetNames)[number]

/** Value → rows, for each facet. */
export type Tally = Readonly<Partial<Record<FacetName, ReadonlyMap<string, number>>>>

/** Values that a row has, and the values that it was asked for; a facet that is not asked for lets every row through. */
export type Dimensions = Readonly<Partial<Record<FacetName, readonly string[]>>>
export type Asked = Readonly<Partial<Record<FacetName, string | undefined>>>

/** The facet's bit in a set of facets. */
const bit = (name: FacetName) => 1 << facetNames.indexOf(name)

/** The facets, as a set of bits, whose asked value is none of these; values are compared without case. */
export function failing(dimensions: Dimensions, asked: Asked): number {
  return Object.entries(dimensions).reduce((bits, [name, values]) => {
    const wanted = asked[name as FacetName]?.toLowerCase()
    if (wanted === undefined || values.some((value) => value.toLowerCase() === wanted)) return bits
    return bits | bit(name as FacetName)
  }, 0)
}

/** Counts a row under each facet for which all others let it through: so that a second value of it can be offered. */
export function createTally(names: readonly FacetName[]) {
  const counts = new Map(names.map((name) => [name, new Map<string, number>()]))
  return {
    add(bits: number, dimensions: Dimensions, rows: number): void {
      for (const [name, values] of counts) {
        if ((bits & ~bit(name)) !== 0) continue
        for (const value of dimensions[name] ?? []) values.set(value, (values.get(value) ?? 0) + rows)
      }
    },
    tally: (): Tally => Object.fromEntries(counts),
  }
}

/** Whether at most one facet keeps the row out: then it counts somewhere. */
export const countsSomewhere = (bits: number): boolean => (bits & (bits - 1)) === 0
