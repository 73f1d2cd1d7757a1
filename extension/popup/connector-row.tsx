import type { ConnectorStatus } from '../sync/messages.ts'
import { Ago } from '../ui/ago.tsx'
import { Name } from '../ui/name.tsx'
import { shownState } from './connector-groups.ts'
import styles from './connectors.module.css'
import { text } from './text.ts'

type Props = {
  readonly connector: ConnectorStatus
  readonly now: Date
}

/** One connector: its name and state, whose it is and how old, and why it is not online. */
export function ConnectorRow({ connector, now }: Props) {
  const { name, stateReason, stateAdvice, retired, hint, lastRun } = connector
  const shown = shownState(connector)
  return (
    <div class={styles.connector}>
      <span class={styles.line}>
        <Name text={name} class={styles.name} />
        <span class={styles.states}>
          <span class={`${styles.state} ${styles[shown]}`}>
            {text.state[shown]}
            {retired !== undefined && (
              <>
                {' '}
                <Ago iso={retired} now={now} />
              </>
            )}
          </span>
          {hint && <span class={styles.quiet}> · {hint}</span>}
        </span>
      </span>
      <span class={styles.where}>
        <Place of={connector} />
        <span>
          {lastRun ? (
            <>
              {text.lastRun} <Ago iso={lastRun} now={now} />
            </>
          ) : (
            text.noRun
          )}
        </span>
      </span>
      {stateReason && shown !== 'Online' && (
        <span class={retired === undefined ? undefined : styles.quiet}>{stateReason}</span>
      )}
      {/* Of a retired one there is nothing to do, and its advice says that of each alike. */}
      {stateAdvice && shown !== 'Online' && retired === undefined && <span class={styles.quiet}>{stateAdvice}</span>}
    </div>
  )
}

function Place({ of: { cloud, type, account } }: { readonly of: ConnectorStatus }) {
  const kind = type ? text.connectorType[type] : ''
  return (
    <span>
      {text.cloud[cloud]}
      {kind && ` ${kind}`}
      {account !== undefined && (
        <>
          {' · '}
          <Name text={account} />
        </>
      )}
    </span>
  )
}
