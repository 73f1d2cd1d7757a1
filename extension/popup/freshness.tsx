import type { Status } from '../sync/messages.ts'
import { isStale } from '../sync/staleness.ts'
import { Ago } from '../ui/ago.tsx'
import styles from './freshness.module.css'
import { text } from './text.ts'

type AgeProps = {
  readonly synced: Status['synced']
  readonly now: Date
}

/** How old what is shown is. */
export function Age({ synced, now }: AgeProps) {
  return (
    <span class={styles.age}>
      {synced ? (
        <>
          {text.synced} <Ago iso={synced} now={now} />
        </>
      ) : (
        text.neverSynced
      )}
    </span>
  )
}

/** Why what is shown is not newer; nothing where it is new. */
export function SyncWarning({ synced, now, problem }: AgeProps & { readonly problem: string | undefined }) {
  if (problem) return <Warning title={text.offline} sentence={problem} />
  return synced && isStale(synced, now) ? <Warning sentence={text.stale} /> : null
}

function Warning({ title, sentence }: { readonly title?: string; readonly sentence: string }) {
  return (
    <p class={styles.warning} role="status">
      <span aria-hidden="true">⚠</span>
      <span>
        {title && <strong>{title}. </strong>}
        {sentence}
      </span>
    </p>
  )
}
