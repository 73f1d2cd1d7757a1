import { Name } from '../../ui/name.tsx'
import { text } from '../text/resources.ts'
import styles from './value.module.css'

/** A value from outside, or "-" where there is none. */
export function Value({ of }: { readonly of: string | undefined }) {
  return of ? <Name text={of} /> : <span class={styles.none}>{text.none}</span>
}
