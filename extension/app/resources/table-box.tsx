import type { ComponentChildren } from 'preact'
import styles from './table-box.module.css'

type Props = {
  /** How many rows the table has: it takes no more room than they do. */
  readonly rows: number
  readonly rowHeight?: number
  readonly children: ComponentChildren
}

/** Gives a table its height: what is left of the window, or what its rows need. */
export function TableBox({ rows, rowHeight = 36, children }: Props) {
  // Titles, and room for a scroll bar below.
  return (
    <div class={styles.box} style={{ maxBlockSize: `${(Math.max(rows, 3) + 1) * rowHeight + 18}px` }}>
      {children}
    </div>
  )
}
