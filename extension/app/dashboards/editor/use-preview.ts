import { useEffect, useState } from 'preact/hooks'
import type { WidgetDraft } from '../../../../shared/dashboard.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { toProblem } from '../../read.ts'
import { worker } from '../../worker.ts'
import type { WidgetData } from '../widget/widget-data.ts'

/** What the worker says to a widget that is not saved. `of` is the widget that it is about. */
type Preview = {
  readonly of?: WidgetDraft
  readonly data?: WidgetData
  readonly problem?: WorkerProblem
}

/** What the widget would show, asked for when the form has rested for a moment. Its title changes nothing. */
export function usePreview(widget: WidgetDraft | undefined) {
  const [turn, setTurn] = useState(0)
  const [preview, setPreview] = useState<Preview>({})
  const [isBusy, setBusy] = useState(false)
  const key = widget && JSON.stringify({ ...widget, title: '' })
  const api = worker.value?.api

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the widget, the turn for asking again
  useEffect(() => {
    if (!widget || !api) return setBusy(false)
    const end = new AbortController()
    const tell = (news: Preview) => {
      if (end.signal.aborted) return
      setPreview({ of: widget, ...news })
      setBusy(false)
    }
    setBusy(true)
    const wait = setTimeout(() => {
      api.dashboards.preview.$post({ json: widget }, { init: { signal: end.signal } }).then(
        async (answer) => tell({ data: await answer.json() }),
        (error: unknown) => tell({ problem: toProblem(error) }),
      )
    }, 400)
    return () => {
      clearTimeout(wait)
      end.abort()
    }
  }, [key, turn, api])

  return { ...preview, isBusy, again: () => setTurn((before) => before + 1) }
}
