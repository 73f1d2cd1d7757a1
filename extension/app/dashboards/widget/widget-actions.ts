import { withoutPlace } from '../../../../shared/built-in-dashboard.ts'
import type { Dashboard, feedSizes, Widget } from '../../../../shared/dashboard.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { WorkerProblem } from '../../../sync/worker-problem.ts'
import { showToast } from '../../../ui/toasts.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { changes, toProblem } from '../../read.ts'
import { saveFile } from '../../save-file.ts'
import { text } from '../../text/widgets.ts'
import { worker } from '../../worker.ts'

/** What the menu of a widget offers; what is absent is not in it. */
export type WidgetActions = {
  readonly edit?: (() => void) | undefined
  readonly remove?: (() => void) | undefined
  readonly saveAsTemplate?: (() => void) | undefined
  readonly exportFile?: (() => void) | undefined
  /** Of a live feed: how many it shows. */
  readonly resize?: ((limit: (typeof feedSizes)[number]) => void) | undefined
}

/**
 * What can be done with a widget of a dashboard, each by the worker, with a message when it is done or refused. `edit` opens
 * the editor; only widgets of one's own dashboard can be changed, others can be exported and made a template of.
 */
export function widgetActions(dashboard: Dashboard, widget: Widget, edit?: () => void): WidgetActions {
  const title = visibleText(widget.title, 80)
  const param = { id: dashboard.id }
  const change = (widgets: readonly Widget[], basedOn?: number) => (api: ApiClient) =>
    api.dashboards[':id'].$patch({ param, json: { widgets: [...widgets], ...(basedOn ? { basedOn } : {}) } })
  const anyones: WidgetActions = {
    saveAsTemplate: () =>
      void run(async (api) => {
        await api.dashboards.templates.$post({ json: { widget: withoutPlace(widget) } })
        showToast({ message: text.savedTemplate(title) })
      }),
    exportFile: () =>
      void run(async (api) => {
        const answer = await api.dashboards[':id'].widgets[':widget'].export.$get({
          param: { ...param, widget: widget.id },
        })
        saveFile(fileName(widget.title), JSON.stringify(await answer.json(), null, 2))
        showToast({ message: text.exported(title) })
      }),
  }
  if (!dashboard.mine) return anyones
  return {
    ...anyones,
    edit,
    remove: () =>
      void run(async (api) => {
        const left = dashboard.widgets.filter(({ id }) => id !== widget.id)
        const now = await (await change(left, dashboard.version)(api)).json()
        changes.value += 1
        const undo = () => void run(async (later) => void (await change(dashboard.widgets, now.version)(later)), true)
        showToast({ message: text.removed(title), action: { label: text.undo, onAction: undo } })
      }),
    resize: (limit) => {
      const resized = dashboard.widgets.map((one) =>
        one.id === widget.id && one.type === 'live feed' ? { ...one, limit } : one,
      )
      return void run(async (api) => void (await change(resized, dashboard.version)(api)), true)
    },
  }
}

async function run(act: (api: ApiClient) => Promise<void>, isChange = false): Promise<void> {
  try {
    const api = worker.peek()?.api
    if (!api) throw new WorkerProblem(text.away)
    await act(api)
    if (isChange) changes.value += 1
  } catch (error) {
    showToast({ kind: 'problem', message: toProblem(error).message })
  }
}

/** A name of a file that every system takes. */
function fileName(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `${words.slice(0, 60) || 'widget'}.widget.json`
}
