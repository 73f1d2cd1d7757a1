import type { Status } from '../sync/messages.ts'
import { Ago } from '../ui/ago.tsx'
import { Name } from '../ui/name.tsx'
import styles from './connectors.module.css'
import { text } from './text.ts'

type Props = {
  readonly connectors: Status['connectors']
  readonly now: Date
}

/** How each connector is; where it is not online, why, and what to do about it. */
export function Connectors({ connectors, now }: Props) {
  if (connectors.length === 0) return null
  return (
    <section>
      <h2>{text.connectors}</h2>
      <ul class={styles.list} aria-label={text.connectors}>
        {connectors.map(({ id, cloud, name, account, state, stateReason, stateAdvice, lastRun }) => (
          <li key={id} class={styles.connector}>
            <span class={styles.line}>
              <Name text={name} class={styles.name} />
              <span class={`${styles.state} ${styles[state]}`}>{state}</span>
            </span>
            <span class={styles.where}>
              <span>
                {text.cloud[cloud]}
                {account !== undefined && (
                  <>
                    {' · '}
                    <Name text={account} />
                  </>
                )}
              </span>
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
            {stateReason && state !== 'Online' && <span>{stateReason}</span>}
            {stateAdvice && state !== 'Online' && <span class={styles.quiet}>{stateAdvice}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
