import type { Association, Detail } from './detail.ts'

/** What the graph draws of one relation to one type: some of the resources, and how many there are. */
export type GraphGroup = Detail['associationCounts']['byRelation'][number] & {
  readonly key: string
  readonly nodes: readonly Association[]
}

/** Resources that a side of the graph shows at most; the table has the rest. */
const most = 12

type Asked = {
  readonly direction: 'to' | 'from'
  readonly resource: Pick<Detail, 'associations' | 'associationCounts'>
}

/** One side of the graph: its groups share the places evenly, so that one that is large hides no other. */
export function graphGroups({ direction, resource }: Asked): readonly GraphGroup[] {
  const told = Map.groupBy(
    resource.associations.filter((one) => one.direction === direction),
    (one) => keyOf({ relation: one.relation, type: one.resource?.type }),
  )
  const groups = resource.associationCounts.byRelation
    .filter((one) => one.direction === direction)
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .map((group) => ({ ...group, key: keyOf(group), told: told.get(keyOf(group)) ?? [] }))
  const places = share(groups.map((group) => group.told.length))
  return groups.map(({ told: all, ...group }, index) => ({ ...group, nodes: all.slice(0, places[index]) }))
}

const keyOf = ({ relation, type }: { readonly relation: string; readonly type?: string | undefined }) =>
  `${relation} ${type ?? ''}`

/** How many of each may be shown: one of each in turn, until all places are taken. */
function share(wanted: readonly number[]): readonly number[] {
  const given = wanted.map(() => 0)
  let left = most
  for (let round = 0; left > 0 && wanted.some((count) => count > round); round += 1) {
    for (const [index, count] of wanted.entries()) {
      if (count <= round || left === 0) continue
      given[index] = round + 1
      left -= 1
    }
  }
  return given
}
