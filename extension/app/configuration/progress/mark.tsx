import styles from './mark.module.css'
import type { PartState } from './services.ts'

type Props = {
  readonly state: PartState
  readonly isBesideText?: boolean
}

/** How far a part is, as a small drawing; words say it beside it. */
export const Mark = ({ state, isBesideText }: Props) => (
  <span class={`${styles.cell} ${styles[state]} ${isBesideText ? styles.beside : ''}`} aria-hidden="true" />
)
