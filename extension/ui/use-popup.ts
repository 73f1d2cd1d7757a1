import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

type Popup = {
  readonly isOpen: boolean
  readonly open: () => void
  /** Closes; the focus goes back to the button unless told otherwise. */
  readonly close: (keepsFocus?: boolean) => void
  readonly button: RefObject<HTMLButtonElement | null>
  readonly popup: RefObject<HTMLDivElement | null>
}

/** Something that opens below its button, above all else, and closes with Escape or a press elsewhere. */
export function usePopup(): Popup {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const close = (keepsFocus?: boolean) => {
    setOpen(false)
    if (!keepsFocus) button.current?.focus()
  }

  useLayoutEffect(() => {
    if (!isOpen || !popup.current || !button.current) return
    // In the top layer nothing around the button cuts it off.
    popup.current.showPopover?.()
    place(popup.current, button.current.getBoundingClientRect())
  }, [isOpen])
  // With the frame that shows it: an Escape that comes at once closes it too.
  useLayoutEffect(() => {
    if (!isOpen) return undefined
    const end = new AbortController()
    const isOwn = (event: Event) => [button, popup].some(({ current }) => current?.contains(event.target as Node))
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
      button.current?.focus()
    }
    const leave = (event: Event) => {
      if (!isOwn(event)) setOpen(false)
    }
    addEventListener('pointerdown', leave, { signal: end.signal, capture: true })
    addEventListener('keydown', onKey, { signal: end.signal, capture: true })
    // What scrolled its button into view is told with the next frame.
    requestAnimationFrame(() => addEventListener('scroll', leave, { signal: end.signal, capture: true }))
    addEventListener('resize', () => setOpen(false), { signal: end.signal })
    return () => end.abort()
  }, [isOpen])

  return { isOpen, open: () => setOpen(true), close, button, popup }
}

const gap = 4

/** Below its button and aligned with its beginning; above, or further in, where it would not fit. */
function place(popup: HTMLElement, at: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement
  const { width, height } = popup.getBoundingClientRect()
  const start = getComputedStyle(popup).direction === 'rtl' ? clientWidth - at.right : at.left
  const isBelow = at.bottom + gap + height <= clientHeight || at.top < height + gap
  popup.style.insetInlineStart = `${Math.max(gap, Math.min(start, clientWidth - width - gap))}px`
  popup.style.insetBlockStart = `${Math.max(gap, isBelow ? at.bottom + gap : at.top - gap - height)}px`
}
