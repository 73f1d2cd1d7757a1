import { Ago } from '../../ui/ago.tsx'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { Spinner } from '../../ui/spinner.tsx'
import type { Column } from '../../ui/table-types.ts'
import { Tag } from '../../ui/tag.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/reports.ts'
import type { Report } from './data.ts'
import { PassBar } from './pass-bar.tsx'
import styles from './reports.module.css'
import { RowActions } from './row-actions.tsx'

const titles = text.columns

/** The columns of the list of reports. The name always stays; what can be done stands at the end. */
export const columnsOf = (now: Date): readonly Column<Report>[] => [
  {
    ...{ id: 'name', title: titles.name, width: 190, grow: 3, sort: true },
    cell: ({ title }) => <Name text={title} class={styles.cut} />,
  },
  {
    ...{ id: 'passFail', title: titles.passFail, width: 170, grow: 1, sort: true },
    cell: (report) => <PassFail report={report} />,
  },
  {
    ...{ id: 'lastRun', title: titles.lastRun, width: 128, sort: true },
    cell: (report) => <LastRun report={report} now={now} />,
  },
  {
    ...{ id: 'mandate', title: titles.mandate, width: 150, grow: 2, sort: true },
    cell: ({ subject: { kind, title } }) => (
      <Name text={kind === 'mandate' ? title : text.policiesOf(title)} class={styles.cut} />
    ),
  },
  {
    ...{ id: 'nextRun', title: titles.nextRun, width: 128 },
    cell: ({ nextRun }) =>
      nextRun ? (
        <time dateTime={nextRun} class={styles.cut}>
          {absoluteTime(nextRun)}
        </time>
      ) : (
        <span class={styles.quiet}>{text.none}</span>
      ),
  },
]

/** At the end of each row; it cannot be taken away. */
export const actionsColumn: Column<Report> = {
  ...{ id: 'actions', title: titles.actions, width: 152, align: 'end' },
  cell: (report, tabIndex) => <RowActions report={report} tabIndex={tabIndex} />,
}

function PassFail({ report: { lastRun, running } }: { readonly report: Report }) {
  return (
    <span class={styles.passFail}>
      <PassBar
        posture={lastRun?.posture}
        percent={lastRun?.percent}
        emptyLabel={lastRun ? text.nothingEvaluated : text.noResults}
      />
      {lastRun?.percent && running === undefined && (
        <span class={styles.figure} aria-hidden="true">
          {text.share(lastRun.percent.pass)}
        </span>
      )}
    </span>
  )
}

function LastRun({
  report: { lastRun, running, stale, problem },
  now,
}: {
  readonly report: Report
  readonly now: Date
}) {
  const reason = stale?.reason ?? problem?.reason
  return (
    <span class={styles.lines}>
      <span>{lastRun?.ended ? <Ago iso={lastRun.ended} now={now} /> : text.none}</span>
      {running !== undefined && (
        <span class={styles.under}>
          <Spinner /> {text.running}
        </span>
      )}
      {running === undefined && reason && (
        <span title={visibleText(reason, 2000)}>
          <Tag tone="medium">{text.outdated}</Tag>
        </span>
      )}
    </span>
  )
}
