import type { ConnectorStatus } from '../sync/messages.ts'

/** How a connector is shown. A retired one is Offline to the worker, but nothing is wrong with it. */
export type Shown = ConnectorStatus['state'] | 'Retired'

/** What someone has to look after comes first. */
const order: readonly Shown[] = ['Offline', 'Pending', 'Refreshing', 'Online', 'Retired']

export type ConnectorGroup = {
  readonly connector: ConnectorStatus
  /** The accounts of an organization, those that need someone first; absent for any other connector. */
  readonly members?: readonly ConnectorStatus[]
}

export const shownState = ({ state, retired }: ConnectorStatus): Shown => (retired === undefined ? state : 'Retired')

/** Offline, and meant to be online. */
export const isDown = (connector: ConnectorStatus): boolean => shownState(connector) === 'Offline'

/** Each connector once: the members below their organization, everything else by itself, in the order that it came in. */
export function connectorGroups(connectors: readonly ConnectorStatus[]): readonly ConnectorGroup[] {
  const isOrganization = ({ type, parent }: ConnectorStatus) => type === 'organization' && parent === undefined
  const members = new Map(connectors.filter(isOrganization).map(({ id }) => [id, [] as ConnectorStatus[]]))
  const own = (connector: ConnectorStatus) =>
    connector.parent === undefined ? undefined : members.get(connector.parent)
  for (const connector of connectors) own(connector)?.push(connector)
  return connectors
    .filter((connector) => !own(connector))
    .map((connector) => {
      const mine = members.get(connector.id)
      return { connector, ...(mine && { members: mine.toSorted(byNeed) }) }
    })
}

const byNeed = (a: ConnectorStatus, b: ConnectorStatus) =>
  order.indexOf(shownState(a)) - order.indexOf(shownState(b)) || a.name.localeCompare(b.name)

/** How many are in each state; states without any are left out. */
export function countStates(connectors: readonly ConnectorStatus[]): readonly (readonly [Shown, number])[] {
  const count = (wanted: Shown) => connectors.filter((connector) => shownState(connector) === wanted).length
  return order.map((state) => [state, count(state)] as const).filter(([, number]) => number > 0)
}
