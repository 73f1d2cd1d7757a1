import styles from './skeleton.module.css'

type Props = {
  /** Any CSS length; the whole line unless told. */
  readonly width?: string | undefined
  readonly height?: string | undefined
}

/** Holds the place of what is being loaded. The region around it says so to screen readers with `aria-busy`. */
export function Skeleton({ width, height }: Props) {
  return <span class={styles.skeleton} style={{ width, height }} aria-hidden="true" />
}
