import type { ComponentChildren } from 'preact'
import styles from './requirement.module.css'

type Props = {
  /** How grave it is. */
  readonly mark?: ComponentChildren
  /** Its title as a link, and its number. */
  readonly title: ComponentChildren
  readonly about: ComponentChildren
  readonly bar?: ComponentChildren
  readonly end?: ComponentChildren
}

/** A control below the requirement that it serves, in the same columns. */
export function ServedControl({ mark, title, about, bar, end }: Props) {
  return (
    <li class={styles.control}>
      <span>{mark}</span>
      <span class={styles.title}>{title}</span>
      <span class={styles.about}>{about}</span>
      <span class={styles.bar}>{bar}</span>
      <span class={styles.end}>{end}</span>
    </li>
  )
}
