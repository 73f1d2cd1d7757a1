import type { ComponentChildren } from 'preact'
import { useRowWindow } from './use-row-window.ts'
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

/** A list of any length, of rows of one height. Arrow keys, Page Up, Page Down, Home and End move through all of it. */
export function VirtualList({ label, total, rowHeight, row, onShow, start }: Props) {
  const { box, indices, active, onScroll, onKeyDown, onFocus } = useRowWindow({ total, rowHeight, onShow, start })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the rows, which are buttons
    <div class={styles.box} ref={box} onScroll={onScroll} onKeyDown={onKeyDown}>
      <ul class={styles.list} style={{ height: `${total * rowHeight}px` }} aria-label={label}>
        {indices.map((index) => (
          <li
            key={index}
            data-index={index}
            class={styles.item}
            style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
            aria-setsize={total}
            aria-posinset={index + 1}
            onFocusIn={() => onFocus(index)}
          >
            {row(index, index === active ? 0 : -1)}
          </li>
        ))}
      </ul>
    </div>
  )
}
