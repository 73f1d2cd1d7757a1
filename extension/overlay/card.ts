import type { Hit } from '../sync/messages.ts'
import { visibleText } from '../ui/visible-text.ts'
import type { Badge } from './badge.ts'
import css from './card.css?inline'
import { element } from './element.ts'
import { ownShadow } from './own-shadow.ts'
import { pageTheme } from './page-theme.ts'
import { ownTags } from './skipped.ts'
import { text } from './text.ts'

const openAfter = 120
const closeAfter = 200

/** The card that shows a badge's failed controls while pointer or focus is on it: one for the whole frame. */
export function card(signal: AbortSignal) {
  const host = document.createElement(ownTags.layer)
  host.setAttribute('popover', 'manual')
  // The badge's own label says the same.
  host.setAttribute('aria-hidden', 'true')
  const root = ownShadow(host, css)
  let shown: Badge | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(badge: Badge): void {
    shown = badge
    root.replaceChildren(content(badge.hit))
    if (!host.isConnected) document.documentElement.append(host)
    host.showPopover?.()
    moveTo(host, root.firstElementChild, badge.button.getBoundingClientRect())
  }

  function hide(): void {
    clearTimeout(timer)
    shown = undefined
    host.remove()
  }

  /** To a badge, or away from the last one. */
  function point(badge: Badge | undefined): void {
    clearTimeout(timer)
    if (badge && badge === shown) return
    if (badge) timer = setTimeout(() => badge.host.isConnected && show(badge), shown ? 0 : openAfter)
    else if (shown) timer = setTimeout(hide, closeAfter)
  }

  host.addEventListener('pointerenter', () => clearTimeout(timer), { signal })
  host.addEventListener('pointerleave', () => point(undefined), { signal })
  document.addEventListener('scroll', () => shown && hide(), { capture: true, passive: true, signal })
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !shown) return
    event.stopPropagation()
    hide()
  }
  document.addEventListener('keydown', onKey, { capture: true, signal })
  signal.addEventListener('abort', hide)
  return { point, hide, of: () => shown }
}

function content({ resource, failing, unknown, controls }: Hit): HTMLElement {
  const rows = controls.map(({ title, criticality }) =>
    element('li', '', element('span', `mark ${criticality}`, criticality.slice(0, 1)), element('span', '', title)),
  )
  const more = failing - controls.length
  const sums = [
    ...(failing > 0 ? [text.failed(failing)] : []),
    ...(unknown > 0 ? [failing > 0 ? text.alsoUnknown(unknown) : text.unknown(unknown)] : []),
  ]
  const node = element(
    'div',
    'card',
    element('p', 'name', element('bdi', '', visibleText(resource.name || resource.id))),
    element('p', 'sum', sums.join(', ')),
    ...(rows.length > 0 ? [element('ul', '', ...rows)] : []),
    ...(more > 0 ? [element('p', 'sum', text.more(more))] : []),
    element('p', 'hint', text.openHint),
  )
  // Our own words are English on every page.
  node.dir = 'ltr'
  node.dataset.theme = pageTheme()
  return node
}

/** Below the badge, or above where there is no room; always within the frame. */
function moveTo({ style }: HTMLElement, box: Element | null, near: DOMRect): void {
  const { width = 0, height = 0 } = box?.getBoundingClientRect() ?? {}
  const { clientWidth, clientHeight } = document.documentElement
  const left = Math.max(8, Math.min(near.left - 8, clientWidth - width - 8))
  const isRoomBelow = near.bottom + 6 + height <= clientHeight
  const top = isRoomBelow ? near.bottom + 6 : Math.max(8, near.top - height - 6)
  style.setProperty('--left', `${left}px`)
  style.setProperty('--top', `${top}px`)
}
