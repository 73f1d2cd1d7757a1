import { shortId } from '../../shared/console-links/index.ts'
import type { Hit, PageIdentity } from '../sync/messages.ts'
import { type Badge, makeBadge } from './badge.ts'
import { badgeLabel } from './badge-label.ts'
import { type Source, saidBy } from './find-sources.ts'
import { pageTheme, type Theme } from './page-theme.ts'
import { attach, groupOf, isInCell, isInHeading, type Place, placeOf } from './place.ts'

/** A page that throws a badge out this often does not want it. */
const mostRefusals = 25

/** How long the page's theme is taken to hold, in ms: finding it out costs a layout. */
const themeHolds = 1000

/** The badges that are on the page: one for each place that names a resource. */
export function liveBadges(identity: PageIdentity) {
  let theme: Theme | undefined
  let themeRead = 0
  const live = new Map<Source['node'], Badge>()
  const byHost = new WeakMap<EventTarget, Badge>()
  const groups = new WeakMap<Node, Map<string, Badge>>()
  /** How often the page has thrown out the badge of what a node says. */
  const refusals = new WeakMap<Node, { readonly said: string; readonly count: number }>()

  function refused({ node, said }: Source): number {
    const before = refusals.get(node)
    return before?.said === said ? before.count : 0
  }

  /** A page may be drawn, or change to dark, after we have come. To be called where nothing was written since the last layout. */
  function themeNow(): Theme {
    if (!theme || performance.now() - themeRead > themeHolds) {
      theme = pageTheme()
      themeRead = performance.now()
    }
    return theme
  }

  function remove(badge: Badge): void {
    badge.host.remove()
    if (live.get(badge.source.node) === badge) live.delete(badge.source.node)
  }

  /** A row that names a resource twice, by name and by id, has one badge; so has a link and its text. */
  function isTaken(source: Source, { resource }: Hit): boolean {
    const other = groups.get(groupOf(source))?.get(resource.id)
    return other !== undefined && other.source.node !== source.node && isCurrent(other) && other.host.isConnected
  }

  function isWanted(source: Source, hit: Hit): boolean {
    if (!source.node.isConnected || saidBy(source.node) !== source.said) return false
    if (refused(source) > mostRefusals || isTaken(source, hit)) return false
    // The page's own resource stands in many texts of its page; the heading and tables are where it is looked for.
    return !isOwn(hit, identity) || isInHeading(source) || isInCell(source)
  }

  return {
    size: () => live.size,
    byHost: (host: EventTarget | null) => (host ? byHost.get(host) : undefined),
    hasOwn: () =>
      identity.id !== undefined && [...live.values()].some(({ hit, host }) => isOwn(hit, identity) && host.isConnected),
    /** Where a badge for this source would go; reads only. Removes the one that is there when it says something else. */
    plan(source: Source, hit: Hit | undefined): Place | undefined {
      const current = live.get(source.node)
      if (current && hit && current.host.isConnected && isSame(current, source, hit)) return undefined
      if (current) remove(current)
      if (!hit || !isWanted(source, hit)) return undefined
      themeNow()
      return placeOf(source)
    },
    add(source: Source, hit: Hit, place: Place): Badge | undefined {
      if (!isWanted(source, hit) || live.has(source.node)) return undefined
      const badge = makeBadge(source, hit, theme ?? themeNow())
      attach(badge, place)
      live.set(source.node, badge)
      byHost.set(badge.host, badge)
      const group = groupOf(source)
      groups.set(group, (groups.get(group) ?? new Map()).set(hit.resource.id, badge))
      return badge
    },
    /** Takes stale badges off at once; gives the nodes to be looked at again. */
    sweep(): Source['node'][] {
      const again: Source['node'][] = []
      for (const badge of live.values()) {
        if (isCurrent(badge) && badge.host.isConnected) continue
        const { source } = badge
        if (isCurrent(badge)) refusals.set(source.node, { said: source.said, count: refused(source) + 1 })
        remove(badge)
        if (source.node.isConnected) again.push(source.node)
      }
      return again
    },
    /** Those that do not flow with the text, and have to be moved when it moves. */
    unsettled: () => [...live.values()].filter(({ host }) => host.dataset.place !== undefined),
    all: () => [...live.values()],
    clear() {
      for (const badge of live.values()) badge.host.remove()
      live.clear()
    },
  }
}

const isCurrent = ({ source }: Badge) => source.node.isConnected && saidBy(source.node) === source.said

const isSame = (badge: Badge, source: Source, hit: Hit) =>
  badge.source.said === source.said &&
  badge.hit.resource.id === hit.resource.id &&
  badgeLabel(badge.hit) === badgeLabel(hit)

/** Whether this is the resource that the address is about. */
export function isOwn({ resource }: Hit, { id, type }: PageIdentity): boolean {
  if (!id || (type && type !== resource.type)) return false
  return [resource.id, shortId(resource)].some((one) => one.toLowerCase() === id.toLowerCase())
}
