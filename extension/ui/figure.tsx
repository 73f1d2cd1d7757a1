import type { ComponentChildren } from 'preact'
import styles from './figure.module.css'

type Props = {
  readonly label: ComponentChildren
  /** `undefined` where it is not known: shown as "-". */
  readonly value: number | string | undefined
  /** What it is made of, or how it changed. */
  readonly detail?: ComponentChildren
  /** How old it is. */
  readonly age?: ComponentChildren
  readonly mark?: ComponentChildren
  /** The address of what it counts. */
  readonly href?: string | undefined
}

/** A number to be seen at a glance, with what it means and how old it is. */
export function Figure({ label, value, detail, age, mark, href }: Props) {
  const shown = typeof value === 'number' ? value.toLocaleString('en') : (value ?? '-')
  return (
    <div class={styles.figure}>
      <span class={styles.label}>
        {mark}
        {href === undefined ? label : <a href={href}>{label}</a>}
      </span>
      <span class={styles.value}>{shown}</span>
      {detail !== undefined && <span class={styles.detail}>{detail}</span>}
      {age !== undefined && <span class={styles.detail}>{age}</span>}
    </div>
  )
}
