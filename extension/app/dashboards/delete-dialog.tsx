import type { Dashboard } from '../../../shared/dashboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { goTo, place } from '../address.ts'
import { text } from '../text/dashboards.ts'
import { useAct } from '../use-act.ts'
import { api } from './data.ts'

type Props = { readonly dashboard: Dashboard; readonly onClose: () => void }

const words = text.removing

/** Asks before a dashboard is deleted. */
export function DeleteDialog({ dashboard: { id, title, widgets, shared, mine, owner }, onClose }: Props) {
  const { isBusy, problem, act } = useAct()
  const name = visibleText(title, 80)
  const remove = () =>
    act(
      () => api().dashboards[':id'].$delete({ param: { id } }),
      () => {
        showToast({ message: words.done(name) })
        onClose()
        goTo({ path: ['dashboards'], scope: place.value.scope, params: {} })
      },
    )
  return (
    <Dialog
      title={words.title(name)}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="danger" isBusy={isBusy} onClick={() => void remove()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      {!mine && owner && <p>{words.owner(visibleText(owner, 80))}</p>}
      <p>{words.what(widgets.length)}</p>
      {shared && <p>{words.shared}</p>}
      <p>{words.noWayBack}</p>
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
    </Dialog>
  )
}
