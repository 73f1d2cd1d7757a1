import type { Badge } from './badge.ts'
import { ownTags } from './skipped.ts'

export type BadgeEvents = {
  readonly find: (target: EventTarget | null) => Badge | undefined
  readonly onOpen: (badge: Badge) => void
  /** The pointer or the focus is on a badge, or has left it. */
  readonly onPoint: (badge: Badge | undefined) => void
}

const swallowed = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick', 'keyup'] as const

/**
 * Listens for all badges below a document or shadow root at once. What happens on a badge stays there: a row must not be
 * selected by it. Shadow roots need listeners of their own, because a closed one hides its badges from those outside.
 */
export function listenToBadges(root: Document | ShadowRoot, events: BadgeEvents, signal: AbortSignal): void {
  const options = { capture: true, signal }
  const { find, onOpen, onPoint } = events
  for (const kind of swallowed) {
    root.addEventListener(kind, (event) => find(event.target) && event.stopPropagation(), options)
  }
  root.addEventListener('keydown', (event) => stopKey(event as KeyboardEvent, events), options)
  root.addEventListener(
    'click',
    (event) => {
      const badge = find(event.target)
      if (!badge) return
      event.stopPropagation()
      event.preventDefault()
      onOpen(badge)
    },
    options,
  )
  root.addEventListener('pointerover', (event) => onPoint(find(event.target)), options)
  root.addEventListener('focusin', (event) => !isGivenBack(event) && onPoint(find(event.target)), options)
  root.addEventListener('focusout', (event) => find(event.target) && onPoint(undefined), options)
}

/** The panel has closed and gives the focus back: the card must not open for that. */
const isGivenBack = (event: Event) =>
  event instanceof FocusEvent &&
  event.relatedTarget instanceof Element &&
  event.relatedTarget.localName === ownTags.layer

/** Tables of the consoles take arrow keys, Enter and Space; Escape closes the card, nothing else. */
function stopKey(event: KeyboardEvent, { find, onPoint }: BadgeEvents): void {
  if (!find(event.target) || event.key === 'Tab') return
  event.stopPropagation()
  if (event.key === 'Escape') onPoint(undefined)
}
