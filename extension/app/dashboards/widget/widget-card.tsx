import { useId, useState } from 'preact/hooks'
import type { Dashboard, Widget } from '../../../../shared/dashboard.ts'
import { narrowWidget } from '../../../../shared/narrow-widget.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Name } from '../../../ui/name.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import readers from '../../../ui/unseen.module.css'
import { visibleText } from '../../../ui/visible-text.ts'
import { place } from '../../address.ts'
import { text } from '../../text/widgets.ts'
import type { WidgetActions } from './widget-actions.ts'
import { WidgetAge } from './widget-age.tsx'
import { hasTable, WidgetBody } from './widget-body.tsx'
import styles from './widget-card.module.css'
import type { WidgetData } from './widget-data.ts'
import { WidgetMenu } from './widget-menu.tsx'
import { WidgetProblem } from './widget-problem.tsx'
import { WidgetSkeleton } from './widget-skeleton.tsx'
import { WidgetSummary } from './widget-summary.tsx'

type Props = {
  readonly widget: Widget
  /** Where it stands. */
  readonly dashboard: Dashboard
  /** What it shows, be it from before. */
  readonly data: WidgetData | undefined
  /** Why there is nothing newer, in a sentence. */
  readonly problem: string | undefined
  readonly isLoading: boolean
  readonly onRefresh: () => void
  /** What its menu offers besides; see `widgetActions`. */
  readonly actions?: WidgetActions | undefined
}

/** One widget of a dashboard: its title, what it shows, how old that is, and what can be done with it. It fills its place. */
export function WidgetCard({ widget, data, problem, isLoading, onRefresh, actions }: Props) {
  const id = useId()
  const [isTable, setTable] = useState(false)
  const title = visibleText(widget.title, 100)
  const narrowed = narrowWidget(widget, place.value.scope) ?? widget
  return (
    <article class={styles.card} aria-labelledby={id} aria-busy={isLoading} data-widget={widget.id}>
      <header class={styles.head}>
        <h2 id={id}>
          <Name text={widget.title} />
        </h2>
        {isLoading && <Spinner />}
        {hasTable(widget, data) && (
          <IconButton label={isTable ? text.asChart : text.asTable} onClick={() => setTable(!isTable)}>
            <Icon name="columns" />
          </IconButton>
        )}
        <WidgetMenu {...{ widget, title, onRefresh, actions }} />
      </header>
      <WidgetSummary widget={narrowed} data={data} />
      <div class={styles.body}>
        {problem !== undefined && (
          <WidgetProblem
            message={problem}
            isBusy={isLoading}
            onRetry={onRefresh}
            onEdit={data ? undefined : actions?.edit}
          />
        )}
        {data && <WidgetBody widget={narrowed} {...{ data, isTable }} />}
        {!data && problem === undefined && <WidgetSkeleton type={widget.type} />}
      </div>
      <WidgetAge data={data} />
      <span class={readers.unseen} role="status">
        {isLoading ? (data ? text.updating(title) : text.loading(title)) : ''}
      </span>
    </article>
  )
}
