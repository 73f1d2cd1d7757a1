import type { ComponentChildren } from 'preact'
import styles from './list-row.module.css'

type Props = {
  readonly mark?: ComponentChildren
  readonly title: ComponentChildren
  readonly detail?: ComponentChildren
  readonly value?: ComponentChildren
  readonly onOpen: () => void
  /** A title of words may take two lines; a name is cut. */
  readonly isWrapped?: boolean
  /** In a list where arrow keys move, only one row stands in the tab order. */
  readonly tabIndex?: number
}

/** One line of a list that opens something: a mark, two lines of text, a value at the end. */
export function ListRow({ mark, title, detail, value, onOpen, isWrapped, tabIndex }: Props) {
  return (
    <button type="button" class={styles.row} onClick={onOpen} tabIndex={tabIndex} data-row>
      {mark}
      <span class={styles.texts}>
        <span class={styles.line}>
          <span class={isWrapped ? styles.words : styles.title}>{title}</span>
          {value !== undefined && <span class={styles.value}>{value}</span>}
        </span>
        {detail !== undefined && <span class={styles.detail}>{detail}</span>}
      </span>
      <span class={styles.chevron} aria-hidden="true">
        ›
      </span>
    </button>
  )
}
