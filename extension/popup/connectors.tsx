import type { ConnectorStatus } from '../sync/messages.ts'
import { connectorGroups } from './connector-groups.ts'
import { ConnectorRow } from './connector-row.tsx'
import styles from './connectors.module.css'
import { Hints } from './hints.tsx'
import { Members } from './members.tsx'
import { text } from './text.ts'

type Props = {
  readonly connectors: readonly ConnectorStatus[]
  readonly now: Date
}

/** How each connector is; where it is not online, why, and what to do about it. */
export function Connectors({ connectors, now }: Props) {
  if (connectors.length === 0) return null
  const groups = connectorGroups(connectors)
  return (
    <section>
      <h2>{text.connectors}</h2>
      <ul class={styles.list} aria-label={text.connectors}>
        {groups.map(({ connector, members }) => (
          <li key={connector.id}>
            <ConnectorRow connector={connector} now={now} />
            {members && <Members organization={connector} {...{ members, now }} />}
          </li>
        ))}
      </ul>
      <Hints of={groups.map(({ connector }) => connector)} />
    </section>
  )
}
