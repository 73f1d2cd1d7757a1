import type { Connector } from '../../../../shared/connector.ts'
import { connectorGroups, type Shown, shownState } from '../../../popup/connector-groups.ts'
import type { Sort } from '../../../ui/table-types.ts'

/** A line of the list: a connector by itself, an organization, or one of its open accounts. */
export type Row = {
  readonly connector: Connector
  /** Of an organization: how many of its accounts are in the list. */
  readonly members?: number
  readonly isOpen?: boolean
  readonly isMember?: boolean
}

type Wishes = {
  readonly state: Shown | undefined
  /** Ids of the organizations whose accounts are on show. */
  readonly open: ReadonlySet<string>
  readonly sort: Sort | undefined
}

/** The lines of the list. An organization stays while one of its accounts matches, and its accounts are then on show. */
export function rowsOf(connectors: readonly Connector[], { state, open, sort }: Wishes): readonly Row[] {
  const matches = (connector: Connector) => !state || shownState(connector) === state
  const compare = sort && comparing(sort)
  const groups = (connectorGroups(connectors) as readonly { connector: Connector; members?: readonly Connector[] }[])
    .map(({ connector, members }) => ({ connector, members: members?.filter(matches) }))
    .filter(({ connector, members }) => matches(connector) || (members?.length ?? 0) > 0)
    .toSorted((a, b) => compare?.(a.connector, b.connector) ?? 0)
  return groups.flatMap(({ connector, members }) => {
    if (!members) return [{ connector }]
    const isOpen = open.has(connector.id) !== Boolean(state)
    const line = { connector, members: members.length, isOpen }
    const own = isOpen ? (compare ? members.toSorted(compare) : members) : []
    return [line, ...own.map((member) => ({ connector: member, isMember: true }))]
  })
}

/** How many are in each state, whether on show or not. */
export function statesOf(connectors: readonly Connector[]): ReadonlyMap<Shown, number> {
  const counts = new Map<Shown, number>()
  for (const connector of connectors) {
    const state = shownState(connector)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

const values: Readonly<Record<string, (connector: Connector) => string | number>> = {
  name: ({ name }) => name,
  cloud: ({ cloud }) => cloud,
  account: ({ account }) => account ?? '',
  type: ({ type }) => type ?? '',
  state: (connector) => shownState(connector),
  lastRun: ({ lastRun }) => lastRun ?? '',
  nextRun: ({ nextRun }) => nextRun ?? '',
  frequency: ({ frequency }) => frequency,
}

function comparing({ id, direction }: Sort) {
  const value = values[id] ?? (() => '')
  const sign = direction === 'asc' ? 1 : -1
  return (a: Connector, b: Connector) => {
    const [one, other] = [value(a), value(b)]
    const order = typeof one === 'number' ? one - Number(other) : one.localeCompare(String(other))
    return sign * order || a.name.localeCompare(b.name)
  }
}
