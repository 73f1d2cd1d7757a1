import type { QueryProblem as Problem } from '../../../shared/query/query.ts'
import { text } from '../text/find.ts'
import styles from './query-problem.module.css'

type Props = {
  readonly id: string
  readonly problem: Problem | undefined
  /** Puts the suggestion where the mistake is. */
  readonly onUse: (suggestion: string) => void
}

/** What is wrong with a query, and what was probably meant. It is always there, so that what it says is read out. */
export function QueryProblem({ id, problem, onUse }: Props) {
  const suggestion = problem?.suggestion
  return (
    <div class={styles.problem} aria-live="polite">
      <span id={id}>{problem?.message}</span>
      {suggestion !== undefined && (
        <button type="button" class={styles.use} onClick={() => onUse(suggestion)}>
          {text.use(suggestion)}
        </button>
      )}
    </div>
  )
}
