import type { ConsoleIdentity } from '../consoles/identify.ts'
import { watchIdentity } from '../consoles/watch-identity.ts'
import type { Broadcast, Hit, PageIdentity } from '../sync/messages.ts'
import { launcher } from './launcher.ts'
import { ownHit } from './own-resource.ts'
import { type PanelSource, panelHost } from './panel-host.tsx'
import { runFrame } from './run-frame.ts'

type Options = PanelSource & {
  readonly lookup: (identity: PageIdentity, texts: readonly string[]) => Promise<Readonly<Record<string, Hit>>>
  /** Tells all other frames, and the background, where the tab is. */
  readonly tell: (identity: ConsoleIdentity | null) => void
  readonly onBroadcast: (listener: (broadcast: Broadcast) => void, signal: AbortSignal) => void
  readonly signal: AbortSignal
}

/** A badge has this long to appear before the launcher stands in for it, in ms. */
const patience = 1500

/** The top frame: it knows where the tab is, and shows the panel. */
export function runTopFrame({ lookup, tell, details, reevaluate, onBroadcast, signal }: Options): void {
  const panel = panelHost({ details, reevaluate }, signal)
  const button = launcher(({ resource }) => void panel.open(resource.id, resource.name), signal)
  /** Frames that show a badge of the page's own resource: then there is no need for the launcher. */
  const shownIn = new Set<number>()
  let again: (() => void) | undefined

  const frame = runFrame({
    lookup,
    signal,
    openPanel: (id, name) => void panel.open(id, name),
    onOwnBadge: (isShown) => heedOwnBadge(0, isShown),
    onStart,
  })

  function heedOwnBadge(frameId: number, isShown: boolean): void {
    if (isShown) shownIn.add(frameId)
    else shownIn.delete(frameId)
    if (isShown) button.show(undefined)
    else again?.()
  }

  function onStart(identity: PageIdentity, end: AbortSignal): void {
    button.show(undefined)
    const check = async () => {
      const hit = await ownHit(identity, lookup).catch(() => undefined)
      if (!end.aborted) button.show(shownIn.size > 0 ? undefined : hit)
    }
    const timers = [patience, 3 * patience].map((wait) => setTimeout(check, wait))
    again = () => void check()
    end.addEventListener('abort', () => {
      timers.map(clearTimeout)
      shownIn.clear()
      button.show(undefined)
      again = undefined
    })
  }

  function hear(broadcast: Broadcast): void {
    frame.hear(broadcast)
    if (broadcast.kind === 'showPanel') void panel.open(broadcast.resourceId)
    if (broadcast.kind === 'ownBadge') heedOwnBadge(broadcast.frameId, broadcast.isShown)
    if (broadcast.kind !== 'changed') return
    again?.()
    if (panel.isOpen()) void panel.refresh()
  }

  onBroadcast(hear, signal)
  const onIdentity = (identity: ConsoleIdentity | null) => {
    tell(identity)
    frame.move(identity)
  }
  watchIdentity(onIdentity, signal)
}
