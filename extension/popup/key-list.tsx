import { type ComponentChildren, toChildArray } from 'preact'
import { moveWithArrowKeys } from '../ui/arrow-keys.ts'
import styles from './key-list.module.css'

type Props = {
  readonly label: string
  readonly children: ComponentChildren
}

/** A short list whose rows the arrow keys move between. */
export function KeyList({ label, children }: Props) {
  return (
    <ul class={styles.list} aria-label={label} onKeyDown={(event) => moveWithArrowKeys(event, event.currentTarget)}>
      {toChildArray(children).map((child, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no state
        <li key={i}>{child}</li>
      ))}
    </ul>
  )
}
