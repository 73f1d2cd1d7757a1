import type { ComponentChildren } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import styles from './virtual-list.module.css'

type Props = {
  readonly label: string
  /** How many rows there are; only those on show are drawn. */
  readonly total: number
  /** Height of a row in px. */
  readonly rowHeight: number
  /** Draws a row; it may hold one `[data-row]` element, which takes the focus. */
  readonly row: (index: number, tabIndex: number) => ComponentChildren
  /** Which rows are on show, so that they can be fetched. */
  readonly onShow?: (first: number, last: number) => void
  /** A row to begin at, with the focus on it. */
  readonly start?: number
}

/** Rows beyond the edges, so that a fast scroll meets no blank. */
const spare = 8

/** A list of any length, of rows of one height. Arrow keys, Page Up, Page Down, Home and End move through all of it. */
export function VirtualList({ label, total, rowHeight, row, onShow, start }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const [current, setCurrent] = useState(start ?? 0)
  const wanted = useRef<number | null>(start ?? null)

  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare)
  const last = Math.min(total - 1, Math.ceil((view.top + view.height) / rowHeight) + spare)
  const active = Math.min(Math.max(current, first), last)

  const look = useCallback(() => {
    const { scrollTop, clientHeight } = box.current ?? { scrollTop: 0, clientHeight: 0 }
    setView({ top: scrollTop, height: clientHeight || 600 })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the list begins
  useLayoutEffect(() => {
    if (!start || !box.current) return
    scrollTo(box.current, Math.min(start, total - 1), rowHeight)
    look()
  }, [])
  useLayoutEffect(() => {
    const watch = new ResizeObserver(look)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [look])
  useLayoutEffect(() => onShow?.(first, last), [first, last, onShow])
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const element = box.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-row]`)
    if (!element) return
    wanted.current = null
    element.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1)
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -total, End: total }
    const step = steps[event.key as keyof typeof steps]
    if (step === undefined || !box.current) return
    event.preventDefault()
    const next = Math.min(Math.max(active + step, 0), total - 1)
    wanted.current = next
    scrollTo(box.current, next, rowHeight)
    setCurrent(next)
    look()
  }

  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the rows, which are buttons
    <div class={styles.box} ref={box} onScroll={look} onKeyDown={onKeyDown}>
      <ul class={styles.list} style={{ height: `${total * rowHeight}px` }} aria-label={label}>
        {rows.map((index) => (
          <li
            key={index}
            data-index={index}
            class={styles.item}
            style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
            aria-setsize={total}
            aria-posinset={index + 1}
            onFocusIn={() => setCurrent(index)}
          >
            {row(index, index === active ? 0 : -1)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function scrollTo(box: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight
}
