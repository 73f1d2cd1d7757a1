import { useState } from 'preact/hooks'
import type { Dashboard } from '../../../shared/dashboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/dashboards.ts'
import { useAct } from '../use-act.ts'
import { show } from './board-choice.tsx'
import { api } from './data.ts'
import styles from './import-dialog.module.css'
import { type Imported, readImport } from './read-import.ts'

type Props = {
  /** The one on show, to which a widget would be added. */
  readonly dashboard: Dashboard
  readonly take: (dashboard: Dashboard) => void
  readonly onClose: () => void
}

const words = text.importing

/** Takes a dashboard or a widget from a file; says what the file holds before anything is made of it. */
export function ImportDialog({ dashboard, take, onClose }: Props) {
  const [read, setRead] = useState<Imported>()
  const [wrong, setWrong] = useState<string>()
  const { isBusy, problem, act } = useAct()
  const choose = async (file: File) => {
    const found = await readImport(file)
    setWrong('wrong' in found ? found.wrong : undefined)
    setRead('wrong' in found ? undefined : found)
  }
  const isNowhere = read?.kind === 'widget' && !dashboard.mine
  const go = () =>
    read &&
    act(
      () => send(read, dashboard),
      (made) => {
        onClose()
        showToast({ message: doneWith(read, made) })
        if (read.kind === 'dashboard') show(made.id)
        else take(made)
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
          <Button kind="primary" isBusy={isBusy} disabled={!read || isNowhere} onClick={() => void go()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <div class={styles.form}>
        <p>{words.explain}</p>
        <FileDrop
          label={words.file}
          drop={words.drop}
          browse={read ? words.another : words.browse}
          accept=".json,application/json"
          onFile={(file) => void choose(file)}
        />
        <p class={styles.wrong} role="alert">
          {wrong}
        </p>
        {read && <Held {...{ read, dashboard }} />}
        {problem && (
          <ProblemBox
            message={problem.message}
            advice={problem.details.advice ?? problem.details.errors?.map(({ message }) => message).join(' ')}
          />
        )}
      </div>
    </Dialog>
  )
}

function Held({ read, dashboard }: { readonly read: Imported; readonly dashboard: Dashboard }) {
  const goes = dashboard.mine ? words.widgetGoes(visibleText(dashboard.title, 80)) : words.widgetNowhere
  const title = visibleText(titleOf(read), 80)
  return (
    <div role="status">
      <p class={styles.held}>
        {read.kind === 'dashboard' ? words.dashboard(title, read.file.dashboard.widgets.length) : words.widget(title)}
      </p>
      <p class={styles.goes}>{read.kind === 'dashboard' ? words.dashboardGoes : goes}</p>
    </div>
  )
}

const titleOf = (read: Imported) => (read.kind === 'dashboard' ? read.file.dashboard.title : read.file.widget.title)

const doneWith = (read: Imported, made: Dashboard) =>
  read.kind === 'dashboard'
    ? words.dashboardDone(visibleText(made.title, 80))
    : words.widgetDone(visibleText(read.file.widget.title, 80))

async function send(read: Imported, { id }: Dashboard): Promise<Dashboard> {
  if (read.kind === 'dashboard') return (await api().dashboards.import.$post({ json: read.file })).json()
  return (await api().dashboards[':id'].widgets.import.$post({ param: { id }, json: read.file })).json()
}
