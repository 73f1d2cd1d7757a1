import type { Hit, PageIdentity } from '../sync/messages.ts'
import type { Badge } from './badge.ts'
import { listenToBadges } from './badge-events.ts'
import { card } from './card.ts'
import { findSources, type Source } from './find-sources.ts'
import { afterFrame, inSlices, perFrame } from './in-slices.ts'
import { knownHits } from './known-hits.ts'
import { liveBadges } from './live-badges.ts'
import { settle } from './settle.ts'
import { watchPage } from './watch-page.ts'

export type OverlayOptions = {
  readonly identity: PageIdentity
  readonly lookup: (identity: PageIdentity, texts: readonly string[]) => Promise<Readonly<Record<string, Hit>>>
  readonly openPanel: (resourceId: string, badge: Badge) => void
  /** The page's own resource got a badge in this frame, or lost it. */
  readonly onOwnBadge: (isShown: boolean) => void
  /** Ends everything and takes all badges off. */
  readonly signal: AbortSignal
}

/** A mutation may be answered on the spot for this many milliseconds; what is left over waits its turn. */
const onTheSpot = 4
const mostFailures = 5

export type Overlay = ReturnType<typeof startOverlay>

/** Draws a badge beside every failing resource on show in this frame, and keeps them right while the page changes. */
export function startOverlay({ identity, lookup, openPanel, onOwnBadge, signal }: OverlayOptions) {
  const hits = knownHits(identity, lookup)
  const badges = liveBadges(identity)
  const hover = card(signal)
  const pending = new Set<Node>([document])
  const newcomers: Badge[] = []
  let isRunning = false
  let failures = 0
  let hasOwn = false

  const page = watchPage({ onRoot: listen, onChange: heed, signal })
  page.observe(document)

  function listen(root: Document | ShadowRoot): void {
    const onOpen = (badge: Badge) => {
      hover.hide()
      openPanel(badge.hit.resource.id, badge)
    }
    listenToBadges(root, { find: badges.byHost, onOpen, onPoint: hover.point }, signal)
  }

  /** Called before the page is painted: what is stale goes, what is known is drawn, the rest is queued. */
  function heed(touched: readonly Node[]): void {
    const known = readNow([...badges.sweep(), ...touched])
    const plans = known.flatMap(planned)
    for (const plan of plans) draw(plan)
    const shown = hover.of()
    if (shown && !shown.host.isConnected) hover.hide()
    if (pending.size > 0 || newcomers.length > 0) void run()
    else tellOwn()
  }

  /** What can be said at once about these nodes; the rest becomes pending. */
  function readNow(nodes: readonly Node[]): Source[] {
    const end = performance.now() + onTheSpot
    return nodes.flatMap((node) => {
      const known: Source[] = []
      for (const source of findSources(node, identity, page.observe)) {
        if (performance.now() > end) {
          pending.add(node)
          break
        }
        if (source && hits.isKnown(source)) known.push(source)
        else if (source) pending.add(source.node)
      }
      return known
    })
  }

  function planned(source: Source) {
    const hit = hits.hitOf(source)
    const place = badges.plan(source, hit)
    return hit && place ? [{ source, hit, place }] : []
  }

  function draw({ source, hit, place }: ReturnType<typeof planned>[number]): void {
    const badge = badges.add(source, hit, place)
    if (badge) newcomers.push(badge)
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while ((pending.size > 0 || newcomers.length > 0) && !signal.aborted && failures < mostFailures) {
      await round().catch(pause)
    }
    isRunning = false
    tellOwn()
  }

  function tellOwn(): void {
    if (hasOwn === badges.hasOwn() || signal.aborted) return
    hasOwn = !hasOwn
    onOwnBadge(hasOwn)
  }

  async function round(): Promise<void> {
    const nodes = [...pending].filter((node) => node.isConnected)
    pending.clear()
    const sources: Source[] = []
    const collect = (source: Source | undefined) => {
      if (source) sources.push(source)
    }
    for (const node of nodes) await inSlices(findSources(node, identity, page.observe), collect, signal)
    await hits.learn(sources)
    failures = 0
    const plans: ReturnType<typeof planned> = []
    await inSlices(sources, (source) => plans.push(...planned(source)), signal)
    await inSlices(plans, draw, signal, perFrame)
    if (newcomers.length === 0) return
    await afterFrame()
    await settle(newcomers.splice(0), signal)
  }

  /** The background may be starting: the page is looked at again, a few times, and whenever something changed. */
  async function pause(): Promise<void> {
    failures += 1
    pending.add(document)
    await new Promise((resolve) => setTimeout(resolve, failures * 1000))
  }

  function resettle(): void {
    const moved = badges.unsettled()
    if (moved.length > 0) void afterFrame().then(() => settle(moved, signal))
  }

  document.addEventListener('scroll', resettle, { capture: true, passive: true, signal })
  window.addEventListener('resize', () => void afterFrame().then(() => settle(badges.all(), signal)), { signal })
  signal.addEventListener('abort', badges.clear)
  void run()

  return {
    /** The findings changed: ask about everything again. Badges that still hold stay where they are. */
    refresh(): void {
      hits.forget()
      failures = 0
      pending.add(document)
      void run()
    },
  }
}
