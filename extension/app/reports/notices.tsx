import { Button } from '../../ui/button.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/reports.ts'
import type { Report, Run } from './data.ts'
import { links } from './places.ts'
import styles from './reports.module.css'

type Props = {
  readonly report: Report
  readonly runs: readonly Run[]
  /** The run that the address names. */
  readonly chosen: Run | undefined
}

/** What is to be known before the figures: a run under way, one that failed, and why it does not run any more. */
export function Notices({ report, runs, chosen }: Props) {
  const { running, stale, problem, lastRun } = report
  const underWay = runs.find(({ id }) => id === running)
  const [newest] = runs.filter(({ state }) => state === 'succeeded' || state === 'failed')
  const failed = [chosen, running === undefined ? newest : undefined].find((run) => run?.state === 'failed')
  const reason = stale ?? problem
  return (
    <>
      {running !== undefined && (
        <div class={styles.progress} role="status">
          <progress aria-label={text.running} />
          <span>{underWay?.state === 'queued' ? text.runWaits : text.runUnderWay}</span>
          {!lastRun && <span class={styles.quiet}>{text.firstResults}</span>}
        </div>
      )}
      {failed && (
        <ProblemBox
          message={text.runFailed(absoluteTime(failed.ended ?? failed.queued))}
          advice={visibleText(failed.reason ?? '', 1000)}
        />
      )}
      {reason && (
        <ProblemBox
          message={
            stale ? text.staleSince(absoluteTime(reason.since)) : text.scheduleProblem(absoluteTime(reason.since))
          }
          advice={
            <>
              {visibleText(reason.reason, 1000)} <Button href={links.edit(report.id)}>{text.editIt}</Button>
            </>
          }
        />
      )}
    </>
  )
}
