import { EmptyState } from '../ui/empty-state.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { text } from './text.ts'
import styles from './waiting.module.css'

type Props = {
  /** Why there is nothing yet, where waiting does not help. */
  readonly problem: string | undefined
  readonly onRetry: () => void
}

/** Until the background has answered for the first time. */
export function Waiting({ problem, onRetry }: Props) {
  if (!problem) {
    return (
      <p class={styles.waiting} role="status">
        <Spinner /> {text.loading}
      </p>
    )
  }
  return (
    <EmptyState title={text.problem}>
      <p role="alert">{problem}</p>
      <button type="button" class={styles.button} onClick={onRetry}>
        {text.retry}
      </button>
    </EmptyState>
  )
}
