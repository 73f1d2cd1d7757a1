import { builtInDashboard } from '../../../shared/built-in-dashboard.ts'
import type { Dashboard, Place, Widget } from '../../../shared/dashboard.ts'
import { text } from '../text/dashboards.ts'
import styles from './board.module.css'
import { inReadingOrder } from './layout.ts'
import { LayoutHandles } from './layout-handles.tsx'
import type { useBoardData } from './use-board-data.ts'
import type { Layout } from './use-layout.ts'
import type { WidgetActions } from './widget/widget-actions.ts'
import { WidgetCard } from './widget/widget-card.tsx'
import { WidgetSkeleton } from './widget/widget-skeleton.tsx'

type Props =
  | {
      readonly dashboard: Dashboard
      readonly figures: ReturnType<typeof useBoardData>
      readonly layout: Layout
      readonly actionsOf: (widget: Widget) => WidgetActions
    }
  /** Nothing is known yet: places are held. */
  | { readonly dashboard: undefined }

/** The widgets on their grid of 12 columns; below each other where that would be too narrow. */
export function Board(props: Props) {
  if (!props.dashboard) return <Waiting />
  const { dashboard, figures, layout, actionsOf } = props
  const { draft } = layout
  const cardOf = (widget: Widget) => (
    <WidgetCard
      {...{ widget, dashboard, ...figures.shown(widget.id) }}
      onRefresh={() => void figures.refreshOne(widget.id)}
      actions={actionsOf(widget)}
    />
  )
  if (draft) {
    return (
      // Arrow keys are for the widgets, not for reading on.
      <div class={`${styles.board} ${styles.draft}`} role="application" aria-label={text.layout.board} data-grid>
        {draft.map((widget) => (
          <div key={widget.id} class={styles.cell} style={styleOf(widget.place)}>
            <div class={styles.inside} inert>
              {cardOf(widget)}
            </div>
            <LayoutHandles {...{ widget, widgets: draft }} onChange={layout.set} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <section class={styles.board} aria-label={text.board}>
      {inReadingOrder(dashboard.widgets).map((widget) => (
        <div key={widget.id} class={styles.cell} style={styleOf(widget.place)}>
          {cardOf(widget)}
        </div>
      ))}
    </section>
  )
}

/** Where most will stand in a moment, so that little jumps. */
function Waiting() {
  return (
    <div class={styles.board} aria-hidden="true">
      {inReadingOrder(builtInDashboard.widgets).map(({ id, place, type }) => (
        <div key={id} class={`${styles.cell} ${styles.waiting}`} style={styleOf(place)}>
          <WidgetSkeleton type={type} />
        </div>
      ))}
    </div>
  )
}

const styleOf = ({ x, y, width, height }: Place) => ({
  '--column': `${x + 1} / span ${width}`,
  '--row': `${y + 1} / span ${height}`,
  '--rows': height,
})
