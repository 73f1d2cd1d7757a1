import type { ComponentChildren } from 'preact'
import styles from './empty-state.module.css'

type Props = {
  readonly title: string
  readonly children?: ComponentChildren
}

/** Says why there is nothing to see, and what to do next. */
export function EmptyState({ title, children }: Props) {
  return (
    <div class={styles.empty}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
