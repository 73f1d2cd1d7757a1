import type { Connector } from '../../../../shared/connector.ts'
import type { Run } from '../../../../shared/run.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { linkTo } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text as words } from '../../text/configuration.ts'
import { text } from '../../text/configuration-connect.ts'
import { usePolling } from '../../use-polling.ts'
import { RunErrors } from '../run-errors.tsx'
import { RunProgress } from '../run-progress.tsx'
import { RunMark } from '../state-mark.tsx'
import { useSyncAtEnd } from '../use-sync-at-end.ts'
import { wayToFindings } from '../way-to-findings.ts'
import styles from './outcome.module.css'

type Props = { readonly connector: Connector; readonly account: string }

/** The account was reached: its first run as it goes on, and at its end what could not be read. */
export function Reached({ connector, account }: Props) {
  const { data, refresh } = useRead((api) => api.connectors[':id'].runs, {
    param: { id: connector.id },
    query: { pageSize: '1' },
  })
  const run = data?.items[0] as Run | undefined
  usePolling(run?.ended === undefined, refresh, 1000)
  useSyncAtEnd(run, true)
  const found = run?.ended === undefined ? undefined : wayToFindings(connector.cloud, account, run)
  return (
    <section class={styles.reached}>
      <h2>
        <Icon name="check" />
        {account ? text.reached(visibleText(account)) : text.reachedOrganization}
      </h2>
      {!run?.ended && <p>{text.reachedWhy}</p>}
      {run && (
        <section>
          <h3>
            {text.firstRun} {run.ended && <RunMark state={run.state} />}
          </h3>
          {run.ended ? (
            <>
              <p>{words.foundAll(run.resources, run.evaluations)}</p>
              <RunErrors connector={connector} run={run} />
            </>
          ) : (
            <RunProgress run={run} />
          )}
        </section>
      )}
      <p class={styles.ways}>
        {found && (
          <Button kind="primary" href={found.href}>
            {found.label}
          </Button>
        )}
        <Button kind={found ? 'plain' : 'primary'} href={linkTo(['configuration', 'connectors', connector.id])}>
          {text.openConnector}
        </Button>
        <Button href={linkTo(['configuration'])}>{text.back}</Button>
      </p>
    </section>
  )
}
