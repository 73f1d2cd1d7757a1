import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/reports.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import { type Report, reportParam } from './data.ts'

type Props = {
  readonly report: Pick<Report, 'id' | 'title'>
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Deletes a report with its runs once that is confirmed. */
export function DeleteReport({ report: { id, title }, onClose, onDeleted }: Props) {
  const { isBusy, problem, act } = useAct()
  const shown = visibleText(title)
  const remove = () =>
    act(
      async () => worker.value?.api.reports[':id'].$delete({ param: reportParam(id) }),
      () => {
        showToast({ message: text.deleted(shown) })
        onDeleted()
      },
    )
  return (
    <Dialog
      title={text.deleteTitle(shown)}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="danger" isBusy={isBusy} onClick={() => void remove()}>
            {text.delete}
          </Button>
        </>
      }
    >
      <p>{text.deleteWhat}</p>
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
    </Dialog>
  )
}
