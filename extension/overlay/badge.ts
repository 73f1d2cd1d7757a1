import type { Hit } from '../sync/messages.ts'
import css from './badge.css?inline'
import { badgeKind, badgeLabel, badgeText } from './badge-label.ts'
import type { Source } from './find-sources.ts'
import { ownShadow } from './own-shadow.ts'
import type { Theme } from './page-theme.ts'
import { ownTags } from './skipped.ts'

export type Badge = {
  readonly host: HTMLElement
  readonly button: HTMLButtonElement
  readonly source: Source
  readonly hit: Hit
}

/** A badge that is on no page yet. Its host takes no room wherever it is put. */
export function makeBadge(source: Source, hit: Hit, theme: Theme): Badge {
  const host = document.createElement(ownTags.badge)
  const at = document.createElement('span')
  at.className = 'at'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `${badgeKind(hit)} ${theme}`
  button.setAttribute('aria-label', badgeLabel(hit))
  button.textContent = badgeText(hit)
  at.append(button)
  ownShadow(host, css, true).append(at)
  return { host, button, source, hit }
}
