import styles from './spinner.module.css'

/** Something is under way; what it is stands beside it as text. */
export function Spinner() {
  return <span class={styles.spinner} aria-hidden="true" />
}
