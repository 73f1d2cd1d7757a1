import type { Hit } from '../sync/messages.ts'
import { badgeKind, badgeLabel } from './badge-label.ts'
import { element } from './element.ts'
import css from './launcher.css?inline'
import { ownShadow } from './own-shadow.ts'
import { pageTheme } from './page-theme.ts'
import { ownTags } from './skipped.ts'
import { text } from './text.ts'

/** A button in the corner of a page whose own resource has findings, but no place that a badge could stand at. */
export function launcher(onOpen: (hit: Hit) => void, signal: AbortSignal) {
  const host = document.createElement(ownTags.layer)
  const root = ownShadow(host, css, true)
  signal.addEventListener('abort', () => host.remove())

  return {
    /** Nothing to show takes it away. */
    show(hit: Hit | undefined): void {
      if (!hit) {
        host.remove()
        return
      }
      root.replaceChildren(button(hit, onOpen))
      if (!host.isConnected) document.documentElement.append(host)
    },
  }
}

function button(hit: Hit, onOpen: (hit: Hit) => void): HTMLElement {
  const kind = badgeKind(hit)
  const node = element(
    'button',
    '',
    element('span', `mark ${kind}`, kind === 'UNKNOWN' ? '?' : kind.slice(0, 1)),
    hit.failing > 0 ? text.failed(hit.failing) : text.unknown(hit.unknown),
  )
  node.setAttribute('type', 'button')
  node.setAttribute('aria-label', badgeLabel(hit))
  node.title = text.launcher
  node.dir = 'ltr'
  node.dataset.theme = pageTheme()
  node.addEventListener('click', () => onOpen(hit))
  return node
}
