import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { text } from '../../text/widgets.ts'
import { plainProblem } from './plain-problem.ts'
import styles from './widget-card.module.css'

type Props = {
  readonly message: string
  readonly isBusy: boolean
  readonly onRetry: () => void
  readonly onEdit: (() => void) | undefined
}

/** Why a widget shows nothing newer, and what can be done; without a box of its own within that of the widget. */
export function WidgetProblem({ message, isBusy, onRetry, onEdit }: Props) {
  return (
    <div class={styles.problem} role="alert">
      <Icon name="warning" />
      <p>{plainProblem(message)}</p>
      <span class={styles.problemActions}>
        {onEdit && <Button onClick={onEdit}>{text.edit}</Button>}
        <Button onClick={onRetry} isBusy={isBusy}>
          {text.retry}
        </Button>
      </span>
    </div>
  )
}
