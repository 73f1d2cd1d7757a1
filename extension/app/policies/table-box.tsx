import type { ComponentChildren } from 'preact'
import styles from './policies.module.css'

/** What is said in place of rows takes the height of so many. */
const forEmpty = 6

/** Gives a table the height of its rows, up to what fits into the window; there it scrolls. `rows` as it will be drawn. */
export function TableBox({ rows, children }: { readonly rows: number; readonly children: ComponentChildren }) {
  return (
    <div class={styles.tableBox} style={{ '--rows': String(rows === 0 ? forEmpty : Math.max(rows, 3)) }}>
      {children}
    </div>
  )
}
