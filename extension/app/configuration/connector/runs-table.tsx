import type { Run } from '../../../../shared/run.ts'
import { Ago } from '../../../ui/ago.tsx'
import { setParams } from '../../address.ts'
import { text } from '../../text/configuration.ts'
import { RunMark } from '../state-mark.tsx'
import styles from './runs-section.module.css'

type Props = { readonly runs: readonly Run[]; readonly chosen: Run | undefined; readonly now: Date }

/** A page of runs; the one whose errors stand below is marked. */
export function RunsTable({ runs, chosen, now }: Props) {
  const titles = text.runColumns
  const numbers = [titles.took, titles.resources, titles.evaluations, titles.calls, titles.errors]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section class={styles.scroll} tabIndex={0} aria-label={text.runs}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{titles.started}</th>
            <th scope="col">{titles.state}</th>
            <th scope="col">{titles.trigger}</th>
            {numbers.map((title) => (
              <th key={title} scope="col" class={styles.end}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} aria-current={run.id === chosen?.id ? 'true' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  class={styles.open}
                  aria-pressed={run.id === chosen?.id}
                  onClick={() => setParams({ run: run.id })}
                >
                  <Ago iso={run.started ?? run.queued} now={now} />
                </button>
              </th>
              <td>
                <RunMark state={run.state} />
              </td>
              <td>{text.triggers[run.trigger]}</td>
              <td class={styles.end}>{took(run)}</td>
              {[run.resources, run.evaluations, run.apiCalls, run.errors].map((count, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four numbers in a fixed order
                <td key={at} class={styles.end}>
                  {count.toLocaleString('en')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function took({ started, ended }: Run): string {
  if (!started || !ended) return text.none
  const seconds = Math.round((Date.parse(ended) - Date.parse(started)) / 1000)
  return seconds < 120 ? text.seconds(seconds) : text.minutesTook(Math.floor(seconds / 60), seconds % 60)
}
