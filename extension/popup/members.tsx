import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { ConnectorStatus } from '../sync/messages.ts'
import { visibleText } from '../ui/visible-text.ts'
import { countStates } from './connector-groups.ts'
import { ConnectorRow } from './connector-row.tsx'
import styles from './connectors.module.css'
import { Hints } from './hints.tsx'
import { text } from './text.ts'

type Props = {
  readonly organization: ConnectorStatus
  readonly members: readonly ConnectorStatus[]
  readonly now: Date
}

/** An organization may have thousands of accounts; those that need someone come first. */
const most = 200

/** The accounts of an organization, counted by state; drawn one by one only when someone opens them. */
export function Members({ organization, members, now }: Props) {
  const [isOpen, setOpen] = useState(false)
  if (members.length === 0) return <p class={styles.note}>{text.noMembers}</p>
  const shown = members.slice(0, most)
  return (
    <details class={styles.members} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span>{text.members(members.length)}:</span>
        {countStates(members).map(([state, count], at) => (
          <Fragment key={state}>
            {at > 0 && ', '}
            <span class={state === 'Offline' ? styles.down : undefined}>{text.inState(count, text.state[state])}</span>
          </Fragment>
        ))}
      </summary>
      {isOpen && (
        <>
          <Hints of={shown} />
          <ul class={styles.list} aria-label={text.membersOf(visibleText(organization.name))}>
            {shown.map((member) => (
              <li key={member.id}>
                <ConnectorRow connector={member} now={now} />
              </li>
            ))}
          </ul>
          {members.length > most && <p class={styles.note}>{text.moreMembers(members.length - most)}</p>}
        </>
      )}
    </details>
  )
}
