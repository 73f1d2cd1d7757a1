import type { WidgetDraft } from '../../../../shared/dashboard.ts'
import { text } from '../../text/widgets.ts'
import { ColumnBody } from './column-body.tsx'
import { CountBody } from './count-body.tsx'
import { FeedBody } from './feed-body.tsx'
import { PieBody } from './pie-body.tsx'
import { TableBody } from './table-body.tsx'
import { TrendBody } from './trend-body.tsx'
import styles from './widget-card.module.css'
import type { WidgetData } from './widget-data.ts'

type Props = {
  readonly widget: WidgetDraft
  readonly data: WidgetData
  /** A chart is shown as the table behind it. */
  readonly isTable: boolean
}

/** Whether a widget is a chart now, which has a table behind it. */
export const hasTable = ({ type }: WidgetDraft, data: WidgetData | undefined): boolean =>
  (type === 'trend' && (data?.days?.length ?? 0) > 0) ||
  ((type === 'column' || type === 'pie') && (data?.groups?.length ?? 0) > 0)

/** What a widget shows. */
export function WidgetBody({ widget, data, isTable }: Props) {
  if (widget.type === 'count') return <CountBody {...{ widget, data }} />
  if (widget.type === 'trend') return <TrendBody {...{ widget, data, isTable }} />
  const groups = data.groups ?? []
  if (groups.length === 0) return <p class={styles.empty}>{nothing(widget, data)}</p>
  if (widget.type === 'live feed') return <FeedBody {...{ widget, groups }} />
  if (widget.type === 'table') return <TableBody {...{ widget, data, groups }} />
  if (widget.type === 'pie') return <PieBody {...{ widget, data, groups, isTable }} />
  return isTable ? <TableBody {...{ widget, data, groups }} /> : <ColumnBody {...{ widget, data, groups }} />
}

/** Nothing was found, or in a live feed: nothing fails. */
function nothing(widget: WidgetDraft, { count = 0 }: WidgetData): string {
  return widget.type === 'live feed' && count > 0 ? text.nothingFails[widget.list] : text.empty[widget.list]
}

/** A widget of one type. */
export type WidgetOf<T extends WidgetDraft['type']> = Extract<WidgetDraft, { readonly type: T }>
