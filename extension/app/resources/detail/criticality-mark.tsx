import type { Criticality } from '../../../../shared/evaluation.ts'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { text } from '../../text/resources.ts'
import styles from './criticality-mark.module.css'

/** How grave a failure would be: a mark with its word. */
export const CriticalityMark = ({ of }: { readonly of: Criticality }) => (
  <span class={styles.mark}>
    <SeverityMark severity={of} />
    {text.criticalities[of]}
  </span>
)
