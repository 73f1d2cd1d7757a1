import { useState } from 'preact/hooks'
import type { Dashboard } from '../../../shared/dashboard.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { lazily } from '../lazily.tsx'
import { changes, toProblem } from '../read.ts'
import { saveFile } from '../save-file.ts'
import { text } from '../text/dashboards.ts'
import { useMay } from '../use-may.ts'
import { show } from './board-choice.tsx'
import { api, change, duplicate } from './data.ts'

const DeleteDialog = lazily(() => import('./delete-dialog.tsx').then((m) => m.DeleteDialog))

const ImportDialog = lazily(() => import('./import-dialog.tsx').then((m) => m.ImportDialog))

const NameDialog = lazily(() => import('./name-dialog.tsx').then((m) => m.NameDialog))

type Props = {
  readonly dashboard: Dashboard
  /** Called with the dashboard as a change left it. */
  readonly take: (dashboard: Dashboard) => void
}

const dialogs = { create: NameDialog, rename: NameDialog, import: ImportDialog, remove: DeleteDialog } as const
type Dialog = keyof typeof dialogs

/** What can be done with a dashboard; what only its owner may is there for its owner alone. */
export function BoardActions({ dashboard, take }: Props) {
  const [open, setOpen] = useState<Dialog>()
  const may = useMay()
  const { mine, builtIn, isDefault, shared } = dashboard
  const canRemove = mine || (!builtIn && may('administer'))
  const items: readonly MenuItem[] = [
    { label: text.makeDefault, disabled: isDefault, onSelect: () => void run(() => makeDefault(dashboard)) },
    'separator',
    { label: text.create, onSelect: () => setOpen('create') },
    ...(mine ? [{ label: text.rename, onSelect: () => setOpen('rename') }] : []),
    ...(mine
      ? [{ label: shared ? text.unshare : text.share, onSelect: () => void run(() => share(dashboard, take)) }]
      : []),
    { label: text.duplicate, onSelect: () => void run(() => copy(dashboard)) },
    'separator',
    { label: text.export, onSelect: () => void run(() => exportFile(dashboard)) },
    { label: text.import, onSelect: () => setOpen('import') },
    { label: text.print, onSelect: () => window.print() },
    ...(canRemove
      ? (['separator', { label: text.remove, isDanger: true, onSelect: () => setOpen('remove') }] as const)
      : []),
  ]
  const Open = open && dialogs[open]
  return (
    <>
      <Menu label={text.actions} icon={<Icon name="more" />} items={items} />
      {Open && <Open {...{ dashboard, take }} isNew={open === 'create'} onClose={() => setOpen(undefined)} />}
    </>
  )
}

const titleOf = ({ title }: Dashboard) => visibleText(title, 80)

async function makeDefault(dashboard: Dashboard): Promise<string> {
  await api().dashboards[':id'].default.$put({ param: { id: dashboard.id } })
  return text.isNowDefault(titleOf(dashboard))
}

async function share(dashboard: Dashboard, take: Props['take']): Promise<string> {
  const now = await change(dashboard, { shared: !dashboard.shared })
  take(now)
  return now.shared ? text.isNowShared(titleOf(now)) : text.isNowUnshared(titleOf(now))
}

async function copy(dashboard: Dashboard): Promise<string> {
  const made = await duplicate(dashboard)
  show(made.id)
  return text.duplicated(titleOf(made))
}

async function exportFile(dashboard: Dashboard): Promise<string> {
  const answer = await api().dashboards[':id'].export.$get({ param: { id: dashboard.id } })
  saveFile(fileName(dashboard.title), JSON.stringify(await answer.json(), null, 2))
  return text.exported(titleOf(dashboard))
}

/** A name that every system takes. */
const fileName = (title: string) =>
  `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'dashboard'}.dashboard.json`

/** Does it and says what came of it. */
async function run(work: () => Promise<string>): Promise<void> {
  try {
    showToast({ message: await work() })
    changes.value += 1
  } catch (error) {
    const { message, details } = toProblem(error)
    showToast({ kind: 'problem', message: [message, details.advice].filter(Boolean).join(' ') })
  }
}
