import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './problem-box.module.css'

type Props = {
  /** What went wrong, in the reader's words. */
  readonly message: ComponentChildren
  /** What to do about it. */
  readonly advice?: ComponentChildren
  /** Does it again. */
  readonly retry?:
    | { readonly label: string; readonly onRetry: () => void; readonly isBusy?: boolean | undefined }
    | undefined
}

/** Says what went wrong and what to do, in place of what should be there. */
export function ProblemBox({ message, advice, retry }: Props) {
  return (
    <div class={styles.problem} role="alert">
      <Icon name="warning" />
      <div class={styles.texts}>
        <p class={styles.message}>{message}</p>
        {advice !== undefined && <p>{advice}</p>}
      </div>
      {retry && (
        <Button onClick={retry.onRetry} isBusy={retry.isBusy}>
          {retry.label}
        </Button>
      )}
    </div>
  )
}
