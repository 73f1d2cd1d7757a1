import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

type Options = {
  /** How many rows there are. */
  readonly total: number
  /** Height of a row in px. */
  readonly rowHeight: number
  /** Height in px of what sticks to the top of the box. */
  readonly head?: number
  /** Which rows are on show, so that they can be fetched. */
  readonly onShow?: ((first: number, last: number) => void) | undefined
  /** A row to begin at, with the focus on it. */
  readonly start?: number | undefined
}

type RowWindow = {
  /** The element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>
  /** The rows to draw, each in an element with `data-index`. What takes a row's focus carries `data-row`. */
  readonly indices: readonly number[]
  /** The one row that stands in the tab order. */
  readonly active: number
  /** To be called when the box scrolls. */
  readonly onScroll: () => void
  /** Moves with arrow keys, Page Up, Page Down, Home and End; true when the key was one of these. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean
  /** To be called when the focus comes to a row. */
  readonly onFocus: (index: number) => void
  /** Shows the row and moves the focus onto it. */
  readonly goTo: (index: number) => void
  /** Shows the first row, and begins the tab order there. */
  readonly restart: () => void
}

/** Rows beyond the edges, so that a fast scroll meets no blank. */
const spare = 8
/** The window moves by so many rows at once: most scroll events then draw nothing. */
const step = 4

/** What of a long list, of rows of one height, is to be drawn; and which row the keys have come to. */
export function useRowWindow({ total, rowHeight, head = 0, onShow, start }: Options): RowWindow {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState(() => rowsOf(0, 600, rowHeight))
  const [current, setCurrent] = useState(start ?? 0)
  const wanted = useRef<number | null>(start ?? null)

  const first = Math.max(0, Math.min(view.from - spare, total - 1))
  const last = Math.min(total - 1, view.to + spare)
  const isHeld = Boolean(box.current?.contains(box.current.ownerDocument.activeElement)) && current < total
  // A row with the focus stays drawn when it is scrolled away: the keys go on from it.
  const active = isHeld || wanted.current === current ? Math.min(current, total - 1) : clamp(current, first, last)

  const look = useCallback(() => {
    const { scrollTop, clientHeight } = box.current ?? { scrollTop: 0, clientHeight: 0 }
    const next = rowsOf(scrollTop, clientHeight ? clientHeight - head : 600, rowHeight)
    setView((before) =>
      before.from === next.from && before.to === next.to && before.page === next.page ? before : next,
    )
  }, [rowHeight, head])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the list begins
  useLayoutEffect(() => {
    if (!start || !box.current) return
    scrollTo(box.current, Math.min(start, total - 1), rowHeight, head)
    look()
  }, [])
  useLayoutEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [look])
  useLayoutEffect(() => onShow?.(first, last), [first, last, onShow])
  const focusWanted = () => {
    if (wanted.current === null) return
    const element = box.current?.querySelector<HTMLElement>(focusOf(wanted.current))
    if (!element) return
    wanted.current = null
    element.focus({ preventScroll: true })
  }
  useLayoutEffect(focusWanted)

  const goTo = (index: number) => {
    if (!box.current) return
    wanted.current = index
    scrollTo(box.current, index, rowHeight, head)
    setCurrent(index)
    look()
    focusWanted()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: view.page, PageUp: -view.page, Home: -total, End: total }
    const by = steps[event.key as keyof typeof steps]
    if (by === undefined || total === 0 || event.altKey || event.ctrlKey || event.metaKey) return false
    event.preventDefault()
    goTo(clamp(active + by, 0, total - 1))
    return true
  }
  const restart = useCallback(() => {
    if (box.current) box.current.scrollTop = 0
    setCurrent(0)
    look()
  }, [look])

  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  if (active >= 0 && active < first) drawn.unshift(active)
  if (active > last && active < total) drawn.push(active)
  return { box, indices: drawn, active, onScroll: look, onKeyDown, onFocus: setCurrent, goTo, restart }
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

const focusOf = (index: number) => `[data-index="${index}"][data-row], [data-index="${index}"] [data-row]`

function rowsOf(top: number, height: number, rowHeight: number) {
  return {
    from: Math.floor(top / rowHeight / step) * step,
    to: Math.ceil((top + height) / rowHeight / step) * step,
    page: Math.max(1, Math.floor(height / rowHeight) - 1),
  }
}

function scrollTo(box: HTMLElement, index: number, rowHeight: number, head: number): void {
  const top = index * rowHeight
  const height = box.clientHeight - head
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + rowHeight > box.scrollTop + height) box.scrollTop = top + rowHeight - height
}
