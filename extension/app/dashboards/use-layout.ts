import { useEffect, useRef, useState } from 'preact/hooks'
import type { Dashboard, Widget } from '../../../shared/dashboard.ts'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { place, setParams } from '../address.ts'
import { text } from '../text/dashboards.ts'
import { type Act, useAct } from '../use-act.ts'
import { show } from './board-choice.tsx'
import { api, change } from './data.ts'
import { inReadingOrder, isSame, settle } from './layout.ts'

/** The layout of a dashboard while it is changed. */
export type Layout = {
  /** The widgets where they are now, in the order in which they stood; undefined while nothing is changed. */
  readonly draft: readonly Widget[] | undefined
  readonly isChanged: boolean
  /** What was last done with it, for those who do not see it. */
  readonly said: string
  readonly saving: Act
  readonly start: () => void
  readonly cancel: () => void
  readonly save: () => void
  /** Somebody changed the dashboard: drops one's own layout, or puts it onto what the dashboard is now. */
  readonly takeTheirs: () => void
  readonly saveOntoTheirs: () => void
  readonly set: (widgets: readonly Widget[], said: string) => void
}

type Edit = { readonly basedOn: number; readonly widgets: readonly Widget[] }

const layout = 'edit'

/** Layouts that were left unsaved, by dashboard: whoever comes back goes on with them. */
const unsaved = new Map<string, Edit>()

/** Changes where widgets stand and how large they are; nothing is sent before it is saved. The mode stands in the address. */
export function useLayout(dashboard: Dashboard | undefined, take: (dashboard: Dashboard) => void): Layout {
  const [edit, setEdit] = useState<Edit | undefined>(() => (dashboard ? unsaved.get(dashboard.id) : undefined))
  const [said, setSaid] = useState('')
  const saving = useAct()
  const isOn = dashboard?.mine === true && place.value.params.layout === layout
  const draft = isOn ? (edit?.widgets ?? inReadingOrder(dashboard.widgets)) : undefined
  const isChanged = edit !== undefined && dashboard !== undefined && !isSame(edit.widgets, dashboard.widgets)
  useUnsaved(dashboard, isChanged ? edit : undefined, setEdit)
  const forget = () => {
    setEdit(undefined)
    setSaid('')
    saving.forget()
  }
  const leave = () => {
    forget()
    setParams({ layout: undefined })
  }
  const saveAs = async (make: (edit: Edit) => Promise<Dashboard>) => {
    if (!edit) return leave()
    const isDone = await saving.act(async () => take(await make(edit)))
    if (!isDone) return
    showToast({ message: text.layout.saved })
    leave()
  }
  return {
    ...{ draft, said, saving },
    isChanged,
    start: () => setParams({ layout }),
    cancel: leave,
    save: () =>
      void saveAs(({ widgets, basedOn }) => change(known(dashboard), { widgets: inReadingOrder(widgets), basedOn })),
    takeTheirs: forget,
    saveOntoTheirs: () => void saveAs(({ widgets }) => ontoTheirs(known(dashboard), widgets)),
    set: (widgets, news) => {
      setEdit((before) => ({ basedOn: before?.basedOn ?? dashboard?.version ?? 1, widgets }))
      setSaid(news)
    },
  }
}

/** Keeps a layout that is left unsaved, and says so; the browser asks before the page itself is left. */
function useUnsaved(dashboard: Dashboard | undefined, edit: Edit | undefined, take: (edit: Edit | undefined) => void) {
  const latest = useRef(edit)
  latest.current = edit
  const isUnsaved = edit !== undefined
  const id = dashboard?.id
  const title = visibleText(dashboard?.title ?? '', 80)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what matters is which dashboard is on show
  useEffect(() => {
    if (id === undefined) return undefined
    take(unsaved.get(id))
    unsaved.delete(id)
    return () => {
      if (!latest.current) return
      unsaved.set(id, latest.current)
      showToast({
        message: text.layout.left(title),
        action: { label: text.layout.goOn, onAction: () => show(id, { layout }) },
      })
    }
  }, [id])
  useEffect(() => {
    if (!isUnsaved) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isUnsaved])
}

/** The places that one gave to widgets, on a dashboard that somebody changed meanwhile. */
async function ontoTheirs(dashboard: Dashboard, mine: readonly Widget[]): Promise<Dashboard> {
  const theirs = await (await api().dashboards[':id'].$get({ param: { id: dashboard.id } })).json()
  const placed = theirs.widgets.map((widget) => {
    const own = mine.find(({ id }) => id === widget.id)
    return own ? { ...widget, place: own.place } : widget
  })
  return change(dashboard, { widgets: inReadingOrder(settle(placed)), basedOn: theirs.version })
}

function known(dashboard: Dashboard | undefined): Dashboard {
  if (!dashboard) throw new Error('A layout is of a dashboard that has been read.')
  return dashboard
}
