import { useState } from 'preact/hooks'
import { place } from '../address.ts'
import { toProblem, useRead } from '../read.ts'
import { api } from './data.ts'
import type { WidgetData } from './widget/widget-data.ts'

/** What a widget shows: the figures, why there are none, whether newer ones are on the way. */
export type Shown = {
  readonly data: WidgetData | undefined
  readonly problem: string | undefined
  readonly isLoading: boolean
}

/** Something newer of one widget, for as long as the figures of all are those that it followed. */
type Single = Shown & { readonly after: number | undefined }

/** The figures of a dashboard's widgets in the scope of the app, asked for together, and again one by one. */
export function useBoardData(id: string | undefined) {
  const { cloud, account } = place.value.scope
  const query = { ...(cloud ? { cloud } : {}), ...(account ? { account } : {}) }
  const all = useRead(
    (client) => client.dashboards[':id'].data,
    id === undefined ? undefined : { param: { id }, query },
  )
  const [singles, setSingles] = useState<Readonly<Record<string, Single>>>({})
  const after = all.at?.getTime()
  const tell = (widget: string, news: Partial<Shown>) =>
    setSingles((before) => ({ ...before, [widget]: { ...nothing, ...before[widget], ...news, after } }))

  const shown = (widget: string): Shown => {
    const common = all.data?.items.find((item) => item.widget === widget)
    const one = singles[widget]
    const isLoading = all.isLoading || (one?.isLoading ?? false)
    if (one && one.after === after) {
      return { ...one, isLoading, problem: one.problem ?? (one.data ? undefined : all.problem?.message) }
    }
    const { data, problem } = common ?? {}
    return { data, problem: problem ?? (all.data && !common ? all.problem?.message : undefined), isLoading }
  }
  return {
    ...all,
    shown,
    /** What is shown of this widget is of what it was before. */
    forget: (widget: string) => tell(widget, nothing),
    refreshOne: async (widget: string) => {
      if (id === undefined) return
      const { data } = shown(widget)
      tell(widget, { data, problem: undefined, isLoading: true })
      try {
        const param = { id, widget }
        const answer = await api().dashboards[':id'].widgets[':widget'].data.$get({ param, query })
        tell(widget, { data: await answer.json(), isLoading: false })
      } catch (error) {
        tell(widget, { problem: toProblem(error).message, isLoading: false })
      }
    },
  }
}

const nothing: Shown = { data: undefined, problem: undefined, isLoading: false }
