import type { Broadcast, Hit, PageIdentity } from '../sync/messages.ts'
import { type Overlay, startOverlay } from './overlay.ts'

export type FrameOptions = {
  readonly lookup: (identity: PageIdentity, texts: readonly string[]) => Promise<Readonly<Record<string, Hit>>>
  readonly openPanel: (resourceId: string, name: string) => void
  readonly onOwnBadge: (isShown: boolean) => void
  /** Ends everything. */
  readonly signal: AbortSignal
  readonly onStart?: (identity: PageIdentity, signal: AbortSignal) => void
}

/** Runs the overlay of one frame for one identity after the other: each has its own life and takes its badges with it. */
export function runFrame({ lookup, openPanel, onOwnBadge, signal, onStart }: FrameOptions) {
  let current: { readonly overlay: Overlay; readonly end: AbortController } | undefined
  let shown = 'null'

  function stop(): void {
    current?.end.abort()
    current = undefined
  }

  signal.addEventListener('abort', stop)
  return {
    move(identity: PageIdentity | null): void {
      const asked = JSON.stringify(identity)
      if (asked === shown || signal.aborted) return
      shown = asked
      stop()
      if (!identity) return
      const end = new AbortController()
      const overlay = startOverlay({
        identity,
        lookup,
        openPanel: (id, badge) => openPanel(id, badge.hit.resource.name),
        onOwnBadge,
        signal: end.signal,
      })
      current = { overlay, end }
      onStart?.(identity, end.signal)
    },
    hear(broadcast: Broadcast): void {
      if (broadcast.kind === 'changed') current?.overlay.refresh()
    },
  }
}
