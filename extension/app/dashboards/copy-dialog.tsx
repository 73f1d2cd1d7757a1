import type { Dashboard } from '../../../shared/dashboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/dashboards.ts'
import { useAct } from '../use-act.ts'
import { show } from './board-choice.tsx'
import { duplicate } from './data.ts'

/** What is wanted of the copy. */
export type Goal = 'widget' | 'layout'

type Props = {
  readonly dashboard: Dashboard
  readonly goal: Goal
  readonly onClose: () => void
}

const words = text.copying
const begin = { widget: { widget: 'new' }, layout: { layout: 'edit' } } as const

/** A dashboard that is not one's own cannot be changed: offers a copy, and goes on there with what was wanted. */
export function CopyDialog({ dashboard, goal, onClose }: Props) {
  const { isBusy, problem, act } = useAct()
  const { builtIn, owner = '' } = dashboard
  const copy = () =>
    act(
      () => duplicate(dashboard),
      ({ id }) => {
        onClose()
        show(id, begin[goal])
      },
    )
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void copy()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{builtIn ? words.builtIn : words.others(visibleText(owner, 80))}</p>
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
    </Dialog>
  )
}
