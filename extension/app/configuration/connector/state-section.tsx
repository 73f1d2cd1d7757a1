import type { Connector } from '../../../../shared/connector.ts'
import type { Run } from '../../../../shared/run.ts'
import { shownState } from '../../../popup/connector-groups.ts'
import { Ago } from '../../../ui/ago.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration.ts'
import { useAct } from '../../use-act.ts'
import { useRefusal } from '../../use-refusal.ts'
import { cancelRun } from '../connector-actions.ts'
import { ServiceProgress } from '../progress/service-progress.tsx'
import { RunProgress } from '../run-progress.tsx'
import { StateMark } from '../state-mark.tsx'
import { Trouble } from '../trouble.tsx'
import { useSyncAtEnd } from '../use-sync-at-end.ts'
import { wayToFindings } from '../way-to-findings.ts'
import styles from './connector-page.module.css'

type Props = { readonly connector: Connector; readonly run: Run | undefined; readonly now: Date }

/** How the connector is, why, and what to do about it; how far a run is that is under way. */
export function StateSection({ connector, run, now }: Props) {
  const { stateReason, stateAdvice, hint, retired } = connector
  const shown = shownState(connector)
  const mayCancel = useRefusal(text.mayNot)('update') === undefined
  const cancelling = useAct()
  useSyncAtEnd(run)
  const way = run?.ended === undefined ? undefined : wayToFindings(connector.cloud, connector.account, run)
  return (
    <section class={styles.section} aria-label={text.state}>
      <h2>
        <StateMark state={shown} />
        {retired && (
          <span class={styles.quiet}>
            {' '}
            {text.since} <Ago iso={retired} now={now} />
          </span>
        )}
      </h2>
      <div class={styles.state}>
        <p>{visibleText(stateReason ?? text.stateMeans[shown], 1000)}</p>
        {way && (
          <p>
            <a href={way.href}>{way.label}</a>
          </p>
        )}
        {stateAdvice && (
          <p>
            <b>{text.advice}: </b>
            {visibleText(stateAdvice, 1000)}
          </p>
        )}
        {(shown === 'Offline' || (shown === 'Pending' && run?.ended)) && <p class={styles.quiet}>{text.offlineFlow}</p>}
        {hint && (
          <p>
            <b>{hint}: </b>
            {text.hints[hint]}
          </p>
        )}
        {run && !run.ended && (
          <RunProgress
            run={run}
            isCancelling={cancelling.isBusy}
            onCancel={mayCancel ? () => void cancelling.act(() => cancelRun(run.id)) : undefined}
          />
        )}
        {run && !run.ended && <ServiceProgress run={run} />}
        {cancelling.problem && <Trouble problem={cancelling.problem} />}
      </div>
    </section>
  )
}
