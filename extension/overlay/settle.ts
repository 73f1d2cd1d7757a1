import type { Badge } from './badge.ts'
import { inSlices, perFrame } from './in-slices.ts'
import { measure } from './place.ts'

/**
 * Moves badges that would be cut off or cover a neighbour: measured first and written afterwards, so that the page is
 * laid out once.
 */
export async function settle(badges: readonly Badge[], signal: AbortSignal): Promise<void> {
  const moves: { badge: Badge; x: number; y: number; clip?: Element }[] = []
  const see = (badge: Badge) => {
    if (badge.host.isConnected) moves.push({ badge, ...measure(badge) })
  }
  await inSlices(badges, see, signal)
  const repinned: Badge[] = []
  const move = ({ badge, x, y, clip }: (typeof moves)[number]) => {
    if (clip && badge.host.dataset.place === undefined) {
      pin(badge.host, clip)
      repinned.push(badge)
      return
    }
    place(badge.host, x, y)
  }
  await inSlices(moves, move, signal, perFrame)
  if (repinned.length > 0 && !signal.aborted) await settle(repinned, signal)
}

/** Behind the element that cuts the text off: as a block without height, or in a layer where blocks stand side by side. */
function pin(host: HTMLElement, clip: Element): void {
  const parent = clip.parentElement
  const isCell = clip.matches('td,th,[role=cell],[role=gridcell],[role=rowheader]')
  const isBlock =
    isCell || (parent && /^(?:block|table-cell|flow-root|list-item)$/.test(getComputedStyle(parent).display))
  host.dataset.place = isBlock ? 'pinned' : 'layer'
  if (isCell) clip.append(host)
  else clip.after(host)
}

function place({ style }: HTMLElement, x: number, y: number): void {
  const set = (name: string, value: number) => {
    if (Math.abs(value) >= 0.5) style.setProperty(name, `${value.toFixed(1)}px`)
    else if (style.getPropertyValue(name)) style.removeProperty(name)
  }
  set('--x', x)
  set('--y', y)
}
