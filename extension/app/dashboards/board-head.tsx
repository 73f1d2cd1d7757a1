import type { Dashboard } from '../../../shared/dashboard.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/tag.tsx'
import { PageHead } from '../page-head.tsx'
import { text } from '../text/dashboards.ts'
import { BoardActions } from './board-actions.tsx'
import { BoardChoice } from './board-choice.tsx'
import type { ListedDashboard } from './data.ts'

type Props = {
  readonly dashboard: Dashboard
  readonly heads: readonly ListedDashboard[] | undefined
  /** When the figures were read. */
  readonly at: Date | undefined
  readonly isLoading: boolean
  readonly isInLayout: boolean
  readonly take: (dashboard: Dashboard) => void
  readonly onRefresh: () => void
  readonly onAdd: () => void
  readonly onLayout: () => void
}

/** Which dashboard it is, how old its figures are, and what can be done with it. */
export function BoardHead(props: Props) {
  const { dashboard, heads, at, isLoading, isInLayout, take, onRefresh, onAdd, onLayout } = props
  return (
    <PageHead
      title={dashboard.title}
      beside={
        <>
          <BoardChoice {...{ dashboard, heads }} />
          {dashboard.isDefault && <Tag tone="quiet">{text.isDefault}</Tag>}
          {dashboard.shared && !dashboard.builtIn && <Tag tone="quiet">{text.isShared}</Tag>}
        </>
      }
      age={{ at, isLoading }}
    >
      <IconButton label={text.refresh} onClick={onRefresh}>
        <Icon name="refresh" />
      </IconButton>
      <Button onClick={onAdd} disabled={isInLayout}>
        <Icon name="plus" />
        {text.addWidget}
      </Button>
      <Button onClick={onLayout} disabled={isInLayout || dashboard.widgets.length === 0}>
        {text.editLayout}
      </Button>
      <BoardActions {...{ dashboard, take }} />
    </PageHead>
  )
}
