import type { WidgetDraft } from '../../../../shared/dashboard.ts'
import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/widgets.ts'
import { addressOf } from './widget-address.ts'
import styles from './widget-card.module.css'
import type { WidgetData } from './widget-data.ts'

type Props = { readonly widget: WidgetDraft; readonly data: WidgetData | undefined }

/** What is counted, all together, and what it is narrowed to: without that the figures could be misread. */
export function WidgetSummary({ widget, data }: Props) {
  const { cloud, account } = widget
  const query = 'query' in widget ? widget.query : undefined
  const narrowed = [cloud && text.clouds[cloud], account, query].filter(Boolean).join(' · ')
  const whole = data?.count !== undefined && widget.type !== 'count' && { ...data, count: data.count }
  return (
    <p class={styles.summary}>
      {!whole && !narrowed && (widget.type === 'count' || widget.type === 'trend' ? text.everywhere : <>&nbsp;</>)}
      {whole && (
        <span>
          <a href={addressOf(widget)}>{text.all(widget.list, whole.count, whole.isPartial)}</a>
          {whole.failing !== undefined && whole.failing > 0 && `, ${text.failing[widget.list](whole.failing)}`}
        </span>
      )}
      {whole && narrowed && <span aria-hidden="true">·</span>}
      {narrowed && <Name text={narrowed} class={styles.narrowed ?? ''} />}
    </p>
  )
}
