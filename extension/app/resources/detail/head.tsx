import { Ago } from '../../../ui/ago.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { useNow } from '../../use-now.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import type { Detail } from './detail.ts'
import styles from './head.module.css'

/** What it is, its id, since when it is known and when it was last found. */
export function Head({ resource: { id, type, firstDiscovered, lastFound } }: { readonly resource: Detail }) {
  const labelOf = useTypeLabels()
  const now = useNow()
  return (
    <div class={styles.head}>
      <div class={styles.names}>
        <span class={styles.type}>{labelOf(type)}</span>
        <span class={styles.id}>
          <Name text={id} />
        </span>
        <CopyButton text={id} label={text.copyId} copiedLabel={text.copied} failedLabel={text.copyFailed} isSmall />
      </div>
      <p class={styles.quiet}>
        {text.firstDiscovered} <Ago iso={firstDiscovered} now={now} />
        {' · '}
        {text.lastFound.toLowerCase()} <Ago iso={lastFound} now={now} />
      </p>
    </div>
  )
}
