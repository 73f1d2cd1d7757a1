import type { Criticality, Outcome } from '../../../../shared/evaluation.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { linkTo } from '../../address.ts'
import { OutcomeTag } from '../../outcome-tag.tsx'
import { text } from '../../text/resources.ts'
import { CriticalityMark } from './criticality-mark.tsx'
import styles from './plain-table.module.css'

type Item = {
  readonly cid: number
  readonly title: string
  readonly criticality: Criticality
  readonly report: { readonly id: number; readonly title: string }
  readonly dateEvaluated: string
  readonly outcome: Outcome
}

/** The rows of a page: control, report, when, how grave, and how it ended. */
export function ReportRows({ items, now }: { readonly items: readonly Item[]; readonly now: Date }) {
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={text.tabs.reports}>
        <thead>
          <tr>
            <th scope="col">{text.control}</th>
            <th scope="col">{text.report}</th>
            <th scope="col">{text.evaluatedOn}</th>
            <th scope="col">{text.criticality}</th>
            <th scope="col">{text.result}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ cid, title, criticality, report, dateEvaluated, outcome }) => (
            <tr key={`${cid} ${report.id}`}>
              <th scope="row">
                <Name text={title} />
                <span class={styles.sub}>
                  {text.cid} {cid} · <a href={linkTo(['monitor', 'controls', String(cid)])}>{text.toControl}</a>
                </span>
              </th>
              <td>
                <a href={linkTo(['reports', String(report.id)])}>
                  <Name text={report.title} />
                </a>
              </td>
              <td>
                <Ago iso={dateEvaluated} now={now} />
              </td>
              <td>
                <CriticalityMark of={criticality} />
              </td>
              <td>
                <OutcomeTag outcome={outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
