import { EvidenceTable } from '../../../overlay/evidence-table.tsx'
import { Ago } from '../../../ui/ago.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { useNow } from '../../use-now.ts'
import styles from './evaluation-panel.module.css'

/** When the result changed, newest first, and what was found until then. */
export function EvaluationHistory({ resourceId, cid }: { readonly resourceId: string; readonly cid: number }) {
  const { data, problem, refresh } = useRead((api) => api.evaluations.history, {
    query: { resourceId, cid: String(cid) },
  })
  const now = useNow()
  if (problem && !data) {
    const { message, details } = problem
    return <ProblemBox message={message} advice={details.advice} retry={{ label: text.retry, onRetry: refresh }} />
  }
  if (!data) return <Skeleton height="60px" />
  if (data.items.length === 0) return <p>{text.noHistory}</p>
  return (
    <ul class={`${styles.part} ${styles.changes}`}>
      {data.items.map(({ at, was, became, evidence }) => (
        <li key={at}>
          <b>{text.turned(text.outcome[was], text.outcome[became])}</b>{' '}
          <span class={styles.quiet}>
            <Ago iso={at} now={now} />
          </span>
          {evidence.length > 0 && (
            <details>
              <summary>{text.evidenceThen}</summary>
              <EvidenceTable evidence={evidence} class={styles.evidence} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
