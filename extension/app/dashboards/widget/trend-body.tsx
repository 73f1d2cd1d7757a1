import type { Place } from '../../../../shared/dashboard.ts'
import { LineChart } from '../../../ui/line-chart.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/widgets.ts'
import { trendLines } from './trend-lines.ts'
import type { WidgetOf } from './widget-body.tsx'
import styles from './widget-card.module.css'
import type { WidgetData } from './widget-data.ts'

type Props = { readonly widget: WidgetOf<'trend'>; readonly data: WidgetData; readonly isTable: boolean }

/** How numbers went day by day. */
export function TrendBody({ widget, data: { days = [] }, isTable }: Props) {
  if (days.length === 0) return <p class={styles.empty}>{text.noDays}</p>
  const { titles, series } = trendLines(widget, days)
  return (
    <LineChart
      label={visibleText(widget.title)}
      {...{ titles, series }}
      words={{ table: text.asTable, chart: text.asChart, first: text.day }}
      height={heightIn(widget)}
      form={isTable ? 'table' : 'chart'}
    />
  )
}

/** Room that the card takes around the chart, and what a row of the grid is high, in px. */
const [around, row] = [166, 80]

/** As high as the place of the widget allows; what is not placed yet is as high as its preview. */
const heightIn = (widget: WidgetOf<'trend'> & { readonly place?: Place }): number =>
  widget.place ? Math.max(90, widget.place.height * row - around) : 240
