import { useState } from 'preact/hooks'
import type { Dashboard } from '../../../shared/dashboard.ts'
import { keptTitle } from '../../../shared/saved-search.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { text } from '../text/dashboards.ts'
import { useAct } from '../use-act.ts'
import { show } from './board-choice.tsx'
import { api, change } from './data.ts'

type Props = {
  readonly dashboard: Dashboard
  readonly take: (dashboard: Dashboard) => void
  /** Another one is made; otherwise this one is called something else. */
  readonly isNew: boolean
  readonly onClose: () => void
}

const words = text.named

/** Asks for the title of a dashboard, which is made or renamed then. */
export function NameDialog({ dashboard, take, isNew, onClose }: Props) {
  const [title, setTitle] = useState(isNew ? '' : dashboard.title)
  const [wrong, setWrong] = useState<string>()
  const { isBusy, problem, act } = useAct()
  const save = async () => {
    const given = keptTitle.safeParse(title)
    if (!given.success) return setWrong(title.trim() ? (given.error.issues[0]?.message ?? words.long) : words.empty)
    await act(
      () => (isNew ? create(given.data) : change(dashboard, { title: given.data })),
      (made) => {
        onClose()
        if (isNew) show(made.id)
        else take(made)
      },
    )
  }
  return (
    <Dialog
      title={isNew ? words.create : words.rename}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
            {isNew ? words.make : words.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={words.label} hint={words.hint} error={wrong ?? problem?.message}>
          <input
            type="text"
            value={title}
            maxLength={100}
            autoFocus
            autocomplete="off"
            onInput={({ currentTarget }) => {
              setWrong(undefined)
              setTitle(currentTarget.value)
            }}
          />
        </Field>
      </form>
    </Dialog>
  )
}

const create = async (title: string): Promise<Dashboard> =>
  (await api().dashboards.$post({ json: { title, shared: false, widgets: [] } })).json()
