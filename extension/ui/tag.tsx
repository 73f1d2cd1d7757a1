import type { ComponentChildren } from 'preact'
import styles from './chip.module.css'
import { Name } from './name.tsx'

type Props = {
  readonly tone?: 'plain' | 'good' | 'high' | 'medium' | 'low' | 'quiet' | undefined
  /** Its word; a text is shown as a name from outside is. */
  readonly children: ComponentChildren
}

/** A short word about something: its state, its kind, a tag that it carries. The word says it; the colour only helps. */
export function Tag({ tone = 'plain', children }: Props) {
  return (
    <span class={`${styles.tag} ${tone === 'plain' ? '' : styles[tone]}`}>
      {typeof children === 'string' ? <Name text={children} class={styles.text} /> : children}
    </span>
  )
}
