import tones from '../../../ui/tone.module.css'
import readers from '../../../ui/unseen.module.css'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/widgets.ts'
import styles from './bodies.module.css'
import { groupLabel, groupTone } from './group-label.ts'
import { addressOf } from './widget-address.ts'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetData, WidgetGroup } from './widget-data.ts'

type Props = {
  readonly widget: WidgetOf<'column'>
  readonly data: WidgetData
  readonly groups: readonly WidgetGroup[]
}

/** Groups as columns, the failing part of each marked; each column leads to what it counts. The others are in the table. */
export function ColumnBody({ widget, data: { others }, groups }: Props) {
  const { groupBy, list, title } = widget
  const most = Math.max(1, ...groups.map(({ count }) => count))
  // Where all that is counted fails, the columns themselves tell how much.
  const hasParts = groups.some(({ failing }) => failing > 0) && groups.some(({ count, failing }) => failing < count)
  return (
    <>
      <ul class={styles.columns} aria-label={visibleText(title)}>
        {groups.map((group) => (
          <li key={group.value} class={tones[groupTone(groupBy, group.value) ?? 'accent']}>
            <Column {...{ widget, group, most, hasParts }} />
          </li>
        ))}
      </ul>
      {(hasParts || others) && (
        <p class={styles.legend}>
          {hasParts && (
            <span>
              <i class={styles.failMark} aria-hidden="true" /> {text.failingTitle[list]}
            </span>
          )}
          {others && <span>{text.andOthers(others.groups, text.all(list, others.count, false))}</span>}
        </p>
      )}
    </>
  )
}

type ColumnProps = {
  readonly widget: WidgetOf<'column'>
  readonly group: WidgetGroup
  readonly most: number
  /** The failing part is told from the rest. */
  readonly hasParts: boolean
}

function Column({ widget, group, most, hasParts }: ColumnProps) {
  const { groupBy, list } = widget
  const { value, count, failing } = group
  const label = visibleText(groupLabel(groupBy, group))
  const href = addressOf(widget, { groupBy, value })
  const failed = text.failing[list](failing)
  return (
    <a class={styles.column} href={href} title={`${label}: ${text.all(list, count, false)}, ${failed}`}>
      <span class={styles.label}>{label}</span>
      <span class={styles.number}>
        {count.toLocaleString('en')}
        <span class={readers.unseen}>{` ${text.unit(list, count)}, ${failed}`}</span>
      </span>
      <span class={styles.bar} style={{ '--share': count / most }} aria-hidden="true">
        {hasParts && failing > 0 && <span class={styles.fails} style={{ flexBasis: `${(failing / count) * 100}%` }} />}
      </span>
    </a>
  )
}
