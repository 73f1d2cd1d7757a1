import type { ComponentChildren } from 'preact'
import styles from './tile.module.css'

type Props = {
  readonly label: string
  readonly value: number
  readonly detail: string
  readonly mark: ComponentChildren
  readonly onOpen: () => void
}

/** A number to be seen at a glance, and a way to what it counts. */
export function Tile({ label, value, detail, mark, onOpen }: Props) {
  return (
    <button
      type="button"
      class={`${styles.tile} ${value === 0 ? styles.none : ''}`}
      onClick={onOpen}
      disabled={value === 0}
    >
      <span class={styles.label}>
        {mark}
        {label}
      </span>
      <span class={styles.value}>{value.toLocaleString('en')}</span>
      <span class={styles.detail}>{detail}</span>
    </button>
  )
}
