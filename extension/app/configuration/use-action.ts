import { useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { changes, toProblem } from '../read.ts'

/** Something that a person has the worker do: whether it is under way, and why it failed. */
export type Action = {
  readonly isBusy: boolean
  readonly problem: WorkerProblem | undefined
  readonly forget: () => void
  /** Does it; what is on show is asked for again when it is done. Answers whether it succeeded. */
  readonly start: (work: () => Promise<unknown>) => Promise<boolean>
}

export function useAction(): Action {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<WorkerProblem>()
  return {
    isBusy,
    problem,
    forget: () => setProblem(undefined),
    start: async (work) => {
      setBusy(true)
      setProblem(undefined)
      try {
        await work()
        return true
      } catch (error) {
        setProblem(toProblem(error))
        return false
      } finally {
        setBusy(false)
        changes.value += 1
      }
    },
  }
}
