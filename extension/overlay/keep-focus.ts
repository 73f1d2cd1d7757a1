const focusable = 'a[href],button,summary,pre[tabindex],input,select,textarea'

/** Keeps Tab within a shadow root of ours, closes it with Escape, and gives the focus back to where it came from. */
export function keepFocus(host: HTMLElement, root: ShadowRoot, onEscape: () => void) {
  let before: Element | null = null

  const stops = () =>
    [...root.querySelectorAll<HTMLElement>(focusable)].filter((stop) => stop.checkVisibility?.() ?? true)

  host.addEventListener('keydown', (event) => {
    // The consoles have shortcuts of their own on every key.
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      onEscape()
    }
    if (event.key === 'Tab') turn(event)
  })
  for (const kind of ['keyup', 'keypress', 'focusin']) host.addEventListener(kind, (event) => event.stopPropagation())

  function turn(event: KeyboardEvent): void {
    const all = stops()
    const [first, last] = [all[0], all.at(-1)]
    const at = root.activeElement
    if (event.shiftKey ? at !== first : at !== last) return
    event.preventDefault()
    const next = event.shiftKey ? last : first
    next?.focus()
  }

  return {
    remember(): void {
      before = deepest(document)
    },
    enter(): void {
      stops()[0]?.focus({ preventScroll: true })
    },
    /** After a change took the focused element away. */
    restore(): void {
      if (host.isConnected && !root.activeElement) stops()[0]?.focus({ preventScroll: true })
    },
    /** To the element that had the focus: a badge's host hands it on to its button. */
    giveBack(): void {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
  }
}

function deepest(root: DocumentOrShadowRoot): Element | null {
  const { activeElement } = root
  return activeElement?.shadowRoot?.activeElement ? deepest(activeElement.shadowRoot) : activeElement
}
