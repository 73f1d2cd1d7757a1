import type { Run } from '../../../shared/run.ts'
import { Button } from '../../ui/button.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/configuration.ts'
import styles from './run-progress.module.css'
import { shareOf } from './share-of.ts'

type Props = {
  readonly run: Run
  /** Absent where it may not be cancelled. */
  readonly onCancel?: (() => void) | undefined
  readonly isCancelling?: boolean | undefined
}

/** How far a run is: its parts, what it reads now, and what it has found. */
export function RunProgress({ run, onCancel, isCancelling }: Props) {
  const share = shareOf(run)
  return (
    <div class={styles.progress}>
      <div class={styles.line}>
        <strong>{visibleText(run.step ?? text.waiting, 200)}</strong>
        {onCancel && (
          <Button isBusy={isCancelling} onClick={onCancel}>
            {text.cancelRun}
          </Button>
        )}
      </div>
      <progress
        class={styles.bar}
        aria-label={text.progress}
        max={1}
        {...(share === undefined ? {} : { value: share })}
      />
      <p class={styles.line}>
        <span title={text.partsMean}>{share !== undefined && text.parts(run.shardsDone, run.shards)}</span>
        <span>{text.found(run.resources, run.evaluations)}</span>
      </p>
    </div>
  )
}
