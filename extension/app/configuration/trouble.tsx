import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/configuration.ts'

type Props = { readonly problem: WorkerProblem; readonly onRetry?: (() => void) | undefined }

/** What the worker refused or could not do, and what to do about it. */
export function Trouble({ problem: { message, details }, onRetry }: Props) {
  const advice = details.advice
  return (
    <ProblemBox
      message={visibleText(message, 1000)}
      advice={advice && visibleText(advice, 1000)}
      retry={onRetry && { label: text.retry, onRetry }}
    />
  )
}
