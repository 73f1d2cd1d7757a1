import { ShareBar } from '../../../ui/share-bar.tsx'
import { text } from '../../text/widgets.ts'
import styles from './bodies.module.css'
import { shareLabels } from './count-body.tsx'
import { Linked } from './table-body.tsx'
import { addressOfRow } from './widget-address.ts'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetGroup } from './widget-data.ts'

type Props = { readonly widget: WidgetOf<'live feed'>; readonly groups: readonly WidgetGroup[] }

/** What fails most, the worst first; each leads to its page. */
export function FeedBody({ widget, groups }: Props) {
  return (
    <ol class={styles.feed}>
      {groups.map(({ value, label, count, failing }) => (
        <li key={value}>
          <span class={styles.feedName}>
            <Linked href={addressOfRow(widget, value)} label={label || value} />
          </span>
          <span class={styles.feedShare}>
            <ShareBar
              counts={{ fail: failing, unknown: count - failing }}
              labels={shareLabels('evaluations')}
              emptyLabel={text.none}
            />
          </span>
          <span class={styles.feedNumber}>{text.failedOf(failing, count)}</span>
        </li>
      ))}
    </ol>
  )
}
