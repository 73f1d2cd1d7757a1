import { useState } from 'preact/hooks'
import { builtInDashboard } from '../../../shared/built-in-dashboard.ts'
import type { Dashboard } from '../../../shared/dashboard.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { linkTo, place, setParams } from '../address.ts'
import { lazily } from '../lazily.tsx'
import { PageHead } from '../page-head.tsx'
import { type Read, useRead } from '../read.ts'
import { text } from '../text/dashboards.ts'
import { Board } from './board.tsx'
import { BoardHead } from './board-head.tsx'
import styles from './board-page.module.css'
import type { Goal } from './copy-dialog.tsx'
import type { ListedDashboard } from './data.ts'
import { LayoutBar } from './layout-bar.tsx'
import { Notes } from './notes.tsx'
import { useBoardData } from './use-board-data.ts'
import { useLayout } from './use-layout.ts'
import { widgetActions } from './widget/widget-actions.ts'

const CopyDialog = lazily(() => import('./copy-dialog.tsx').then((m) => m.CopyDialog))

const WidgetEditor = lazily(() => import('./editor/widget-editor.tsx').then((m) => m.WidgetEditor))

type Props = {
  /** Undefined while it is not known which one is the default. */
  readonly id: string | undefined
  readonly heads: Read<{ readonly items: readonly ListedDashboard[] }>
}

/** One dashboard: what it is called, what can be done with it, its widgets. */
export function BoardPage({ id, heads }: Props) {
  const { read, dashboard, take } = useDashboard(id, heads.data?.items)
  const figures = useBoardData(id)
  const [goal, setGoal] = useState<Goal>()
  const layout = useLayout(dashboard, take)
  const refresh = () => {
    for (const one of [heads, read, figures]) one.refresh()
  }

  const problem = read.problem ?? figures.problem ?? heads.problem
  if (!dashboard) {
    if (read.problem?.details.status === 404) return <None />
    return problem ? (
      <Refused problem={problem.message} advice={problem.details.advice} onRetry={refresh} />
    ) : (
      <Loading />
    )
  }
  /** What is not one's own is copied first. */
  const own = (next: Goal, act: () => void) => () => (dashboard.mine ? act() : setGoal(next))
  const { widget: edited } = place.value.params
  const isFirst = isNothingConnected(dashboard, figures.data?.items)
  return (
    <div class={styles.page}>
      <BoardHead
        {...{ dashboard, heads: heads.data?.items, take }}
        at={figures.at}
        isLoading={figures.isLoading}
        isInLayout={layout.draft !== undefined}
        onRefresh={refresh}
        onAdd={own('widget', () => setParams({ widget: 'new' }))}
        onLayout={own('layout', layout.start)}
      />
      <Notes figuresAt={figures.at} />
      {problem && (
        <ProblemBox
          message={figures.data ? `${problem.message} ${text.fromBefore}` : problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh, isBusy: figures.isLoading }}
        />
      )}
      {layout.draft && <LayoutBar layout={layout} />}
      {isFirst && <First />}
      {!isFirst && dashboard.widgets.length === 0 && (
        <EmptyState title={text.empty}>
          <p>{dashboard.mine ? text.emptyMine : text.emptyOthers}</p>
          {dashboard.mine && (
            <p>
              <Button kind="primary" onClick={() => setParams({ widget: 'new' })}>
                {text.addWidget}
              </Button>
            </p>
          )}
        </EmptyState>
      )}
      {!isFirst && (figures.data || !problem) && (
        <Board
          {...{ dashboard, figures, layout }}
          actionsOf={(widget) => widgetActions(dashboard, widget, () => setParams({ widget: widget.id }))}
        />
      )}
      {goal && <CopyDialog {...{ dashboard, goal }} onClose={() => setGoal(undefined)} />}
      {edited && dashboard.mine && (
        <WidgetEditor
          key={edited}
          dashboard={dashboard}
          widget={dashboard.widgets.find((one) => one.id === edited)}
          onDone={(next) => {
            if (edited !== 'new') figures.forget(edited)
            take(next)
            setParams({ widget: undefined })
          }}
          onClose={() => setParams({ widget: undefined })}
        />
      )}
    </div>
  )
}

/** A dashboard, as it was last read or as a change of one's own left it. */
function useDashboard(id: string | undefined, heads: readonly ListedDashboard[] | undefined) {
  const read = useRead((api) => api.dashboards[':id'], id === undefined ? undefined : { param: { id } })
  const [taken, take] = useState<Dashboard>()
  const isDefault = heads?.some((head) => head.id === id && head.isDefault) ?? false
  // The one that comes with Plumbline is known without asking.
  const known = read.data ?? (id === builtInDashboard.id ? { ...builtInDashboard, isDefault } : undefined)
  const isNewer = taken !== undefined && taken.id === id && taken.version > (known?.version ?? 0)
  return { read, dashboard: isNewer ? taken : known, take }
}

type Items = ReturnType<typeof useBoardData>['data'] extends infer D | undefined
  ? D extends { readonly items: infer I }
    ? I
    : never
  : never

/** Whether a widget about everything knows of no account that was ever read, and of none that will be. */
function isNothingConnected({ widgets }: Dashboard, items: Items | undefined): boolean {
  const wide = widgets.filter(({ cloud, account }) => !cloud && !account)
  const { cloud, account } = place.value.scope
  if (cloud || account) return false
  return wide.some(({ id }) => {
    const scanned = items?.find((item) => item.widget === id)?.data?.scanned
    return scanned !== undefined && scanned.newest === undefined && scanned.never === 0
  })
}

function Loading() {
  return (
    <div class={styles.page} aria-busy="true">
      <PageHead title={text.title} age={{ at: undefined, isLoading: true }} />
      <Board dashboard={undefined} />
    </div>
  )
}

type RefusedProps = { readonly problem: string; readonly advice: string | undefined; readonly onRetry: () => void }

function Refused({ problem, advice, onRetry }: RefusedProps) {
  return (
    <div class={styles.page}>
      <PageHead title={text.title} />
      <ProblemBox message={problem} advice={advice} retry={{ label: text.retry, onRetry }} />
    </div>
  )
}

function None() {
  return (
    <EmptyState title={text.none}>
      <p>{text.noneWhy}</p>
      <p>
        <Button href={linkTo(['dashboards'])}>{text.toDefault}</Button>
      </p>
    </EmptyState>
  )
}

function First() {
  return (
    <EmptyState title={text.first}>
      <p>{text.firstWhy}</p>
      <p>
        <Button kind="primary" href={linkTo(['configuration'])}>
          {text.connect}
        </Button>
      </p>
    </EmptyState>
  )
}
