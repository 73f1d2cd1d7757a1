import { Donut } from '../../../ui/donut.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/widgets.ts'
import { groupLabel, groupTone } from './group-label.ts'
import { groupTitle, TableBody } from './table-body.tsx'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetData, WidgetGroup } from './widget-data.ts'

type Props = {
  readonly widget: WidgetOf<'pie'>
  readonly data: WidgetData
  readonly groups: readonly WidgetGroup[]
  readonly isTable: boolean
}

/** What the whole is made of; the groups beyond the limit are one part. As a table its rows are links. */
export function PieBody({ widget, data, groups, isTable }: Props) {
  if (isTable) return <TableBody {...{ widget, data, groups }} />
  const { groupBy, title, list } = widget
  const { others } = data
  const slices = groups.map((group) => ({
    id: group.value,
    label: visibleText(groupLabel(groupBy, group), 60),
    value: group.count,
    tone: groupTone(groupBy, group.value),
  }))
  const rest = others && {
    ...{ id: ' others', label: text.others(others.groups), value: others.count, tone: 'unknown' as const },
  }
  return (
    <Donut
      label={visibleText(title)}
      slices={rest ? [...slices, rest] : slices}
      valueLabel={text.counts[list]}
      shareLabel={text.share}
      words={{ table: text.asTable, chart: text.asChart, first: groupTitle(groupBy) }}
      form="chart"
    />
  )
}
