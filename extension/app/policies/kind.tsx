import { text } from '../text/policies.ts'
import styles from './policies.module.css'

/** Whether a policy or a control is built in, or of one's own. */
export const Kind = ({ isOwn }: { readonly isOwn: boolean }) =>
  isOwn ? (
    text.own
  ) : (
    <span class={styles.quiet} title={text.builtInPolicy}>
      {text.builtIn}
    </span>
  )
