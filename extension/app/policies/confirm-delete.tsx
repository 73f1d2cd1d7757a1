import type { ComponentChildren } from 'preact'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { text } from '../text/policies.ts'

type Props = {
  readonly title: string
  readonly isBusy: boolean
  readonly problem: WorkerProblem | undefined
  readonly isBlocked?: boolean | undefined
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** What goes with it. */
  readonly children: ComponentChildren
}

/** Asks before something is deleted, and tells why it could not be. */
export function ConfirmDelete({ title, isBusy, problem, isBlocked, onClose, onConfirm, children }: Props) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="danger" isBusy={isBusy} disabled={isBlocked} onClick={onConfirm}>
            {text.remove.confirm}
          </Button>
        </>
      }
    >
      {children}
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
    </Dialog>
  )
}
