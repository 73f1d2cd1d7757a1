import type { Connector } from '../../../../shared/connector.ts'
import type { Run } from '../../../../shared/run.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { linkTo, place, setParams } from '../../address.ts'
import { lazily } from '../../lazily.tsx'
import { PageHead } from '../../page-head.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { useNow } from '../../use-now.ts'
import { usePolling } from '../../use-polling.ts'
import { Trouble } from '../trouble.tsx'
import styles from './connector-page.module.css'
import { DeleteDialog } from './delete-dialog.tsx'
import { MembersSection } from './members-section.tsx'
import { PageActions } from './page-actions.tsx'
import { RunsSection } from './runs-section.tsx'
import { Settings } from './settings.tsx'
import { StateSection } from './state-section.tsx'

const EditDialog = lazily(() => import('./edit-dialog.tsx').then((m) => m.EditDialog))

/** One connector: how it is and why, what it is set to, and its runs. */
export function ConnectorPage({ id }: { readonly id: string }) {
  const { data, at, problem, refresh } = useRead((api) => api.connectors[':id'], { param: { id } })
  const runs = useRead((api) => api.connectors[':id'].runs, { param: { id }, query: { pageSize: '1' } })
  const newest = runs.data?.items[0] as Run | undefined
  const connector = data as Connector | undefined
  const isUnderWay = connector?.state === 'Refreshing' || (newest !== undefined && newest.ended === undefined)
  usePolling(isUnderWay, () => {
    refresh()
    runs.refresh()
  })
  const now = useNow()
  const isGone = problem?.details.status === 404
  if (isGone) return <Gone />
  return (
    <>
      <div class={styles.head}>
        <PageHead
          title={connector?.name ?? id}
          trail={[{ label: text.connectors, href: linkTo(['configuration']) }]}
          age={{ at }}
          about={connector && <span class={styles.quiet}>{whereabouts(connector)}</span>}
        >
          {connector && <PageActions connector={connector} />}
        </PageHead>
      </div>
      {problem && <Trouble problem={problem} onRetry={refresh} />}
      {connector ? (
        <>
          <StateSection {...{ connector, run: newest, now }} />
          {connector.type === 'organization' && <MembersSection organization={connector} now={now} />}
          <RunsSection {...{ connector, now }} />
          <Settings {...{ connector, now }} />
          <Shown connector={connector} />
        </>
      ) : (
        !problem && <Loading />
      )}
    </>
  )
}

/** What the address asks to be done with it. */
function Shown({ connector }: { readonly connector: Connector }) {
  const close = () => setParams({ show: undefined })
  const { show } = place.value.params
  if (show === 'edit') return <EditDialog connector={connector} onClose={close} />
  if (show === 'delete') return <DeleteDialog connector={connector} onClose={close} />
  return null
}

const whereabouts = ({ cloud, account, type }: Connector) =>
  [text.cloudNames[cloud], account && visibleText(account), type && text.types[type]].filter(Boolean).join(' · ')

const Gone = () => (
  <EmptyState title={text.gone}>
    <p>{text.goneWhy}</p>
    <a href={linkTo(['configuration'])}>{text.connectors}</a>
  </EmptyState>
)

const Loading = () => (
  <div class={styles.loading} role="status" aria-busy="true" aria-label={text.loading}>
    <Skeleton width="240px" height="24px" />
    <Skeleton width="50%" height="16px" />
    <Skeleton width="70%" height="16px" />
  </div>
)
