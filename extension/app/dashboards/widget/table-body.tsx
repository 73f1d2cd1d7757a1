import type { ComponentChildren } from 'preact'
import { Name } from '../../../ui/name.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { text } from '../../text/widgets.ts'
import styles from './bodies.module.css'
import { shareLabels } from './count-body.tsx'
import { groupLabel } from './group-label.ts'
import { addressOf } from './widget-address.ts'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetData, WidgetGroup } from './widget-data.ts'

type Grouped = WidgetOf<'table'> | WidgetOf<'column'> | WidgetOf<'pie'>
type Props = {
  readonly widget: Grouped
  readonly data: WidgetData
  readonly groups: readonly WidgetGroup[]
}

/** Groups with their numbers, each a link to what it counts. */
export function TableBody({ widget, data: { others }, groups }: Props) {
  const { list, groupBy } = widget
  return (
    <table class={styles.table} aria-label={widget.title}>
      <thead>
        <tr>
          <th scope="col">{groupTitle(groupBy)}</th>
          <th scope="col">{text.counts[list]}</th>
          <th scope="col">{text.failingTitle[list]}</th>
          <th scope="col" class={styles.share}>
            {text.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Row key={group.value} {...{ list }} {...group}>
            <Linked href={addressOf(widget, { groupBy, value: group.value })} label={groupLabel(groupBy, group)} />
          </Row>
        ))}
        {others && (
          <Row {...{ list }} {...others}>
            <span class={styles.quiet}>{text.others(others.groups)}</span>
          </Row>
        )}
      </tbody>
    </table>
  )
}

type RowProps = {
  readonly list: Grouped['list']
  readonly count: number
  readonly failing: number
  readonly children: ComponentChildren
}

function Row({ list, count, failing, children }: RowProps) {
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{count.toLocaleString('en')}</td>
      <td>{failing.toLocaleString('en')}</td>
      <td class={styles.share}>
        <ShareBar
          counts={{ fail: failing, unknown: count - failing }}
          labels={shareLabels(list)}
          emptyLabel={text.none}
        />
      </td>
    </tr>
  )
}

/** A name that leads somewhere. */
export const Linked = ({ href, label }: { readonly href: string; readonly label: string }) => (
  <a href={href}>
    <Name text={label} />
  </a>
)

const titles: Readonly<Record<string, string>> = text.editor.groups

/** Title of the column of the groups. */
export const groupTitle = (groupBy: string): string =>
  Object.hasOwn(titles, groupBy) ? (titles[groupBy] ?? groupBy) : groupBy.replace(/^(tag|config)\./, '')
