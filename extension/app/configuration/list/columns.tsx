import type { Connector } from '../../../../shared/connector.ts'
import { shownState } from '../../../popup/connector-groups.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Button } from '../../../ui/button.tsx'
import { Name } from '../../../ui/name.tsx'
import type { Column } from '../../../ui/table-types.ts'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration.ts'
import { StateMark } from '../state-mark.tsx'
import { TimeAhead } from '../time-ahead.tsx'
import styles from './columns.module.css'
import type { Row } from './connector-rows.ts'
import { RowActions } from './row-actions.tsx'

type Options = {
  readonly now: Date
  readonly onToggle: (id: string) => void
  /** How far the run of a connector is, in its own words. */
  readonly progressOf: (connector: Connector) => string | undefined
}

/** The columns of the list of connectors. */
export function columnsOf({ now, onToggle, progressOf }: Options): readonly Column<Row>[] {
  const titles = text.columns
  return [
    {
      ...{ id: 'name', title: titles.name, width: 168, grow: 3, sort: true },
      cell: ({ connector, isMember }) => (
        <Name text={connector.name} class={`${styles.cut} ${isMember ? styles.member : ''}`} />
      ),
    },
    {
      ...{ id: 'state', title: titles.state, width: 120, grow: 2, sort: true },
      cell: ({ connector }) => <StateCell connector={connector} progress={progressOf(connector)} />,
    },
    {
      ...{ id: 'cloud', title: titles.cloud, width: 72, sort: true },
      cell: ({ connector }) => text.clouds[connector.cloud],
    },
    {
      ...{ id: 'account', title: titles.account, width: 132, grow: 1, sort: true },
      cell: (row, tabIndex) => <AccountCell {...{ row, tabIndex, onToggle }} />,
    },
    {
      ...{ id: 'type', title: titles.type, width: 124, sort: true },
      cell: ({ connector: { type } }) => <span class={styles.wrapped}>{type ? text.types[type] : text.none}</span>,
    },
    {
      ...{ id: 'lastRun', title: titles.lastRun, width: 104, sort: true },
      cell: ({ connector: { lastRun } }) => (lastRun ? <Ago iso={lastRun} now={now} /> : text.none),
    },
    {
      ...{ id: 'nextRun', title: titles.nextRun, width: 100, sort: true },
      cell: ({ connector: { nextRun, retired } }) => <TimeAhead iso={retired ? undefined : nextRun} now={now} />,
    },
    {
      ...{ id: 'frequency', title: titles.frequency, width: 92, sort: true, align: 'end' },
      cell: ({ connector }) => text.every(connector.frequency),
    },
    {
      ...{ id: 'actions', title: titles.actions, width: 80, align: 'end' },
      cell: ({ connector }, tabIndex) => <RowActions connector={connector} tabIndex={tabIndex} />,
    },
  ]
}

/** The state, and below it why: how far a run is, what is wrong, or what is still waited for. */
function StateCell({ connector, progress }: { readonly connector: Connector; readonly progress: string | undefined }) {
  const { stateReason, hint } = connector
  const why = progress ?? stateReason ?? hint
  return (
    <span class={styles.lines}>
      <StateMark state={shownState(connector)} />
      {why && (
        <span class={styles.why} title={visibleText(hint && why === hint ? text.hints[hint] : why, 2000)}>
          {visibleText(why, 500)}
        </span>
      )}
    </span>
  )
}

type AccountProps = { readonly row: Row; readonly tabIndex: number; readonly onToggle: (id: string) => void }

function AccountCell({ row, tabIndex, onToggle }: AccountProps) {
  const { connector, members, isOpen } = row
  if (members === undefined) return connector.account ? <Name text={connector.account} class={styles.cut} /> : text.none
  if (members === 0) return <span class={styles.quiet}>{text.noMembers}</span>
  return (
    <Button
      kind="quiet"
      isPressed={isOpen}
      title={text.showMembers(visibleText(connector.name))}
      tabIndex={tabIndex}
      onClick={() => onToggle(connector.id)}
    >
      {text.members(members)}
    </Button>
  )
}
