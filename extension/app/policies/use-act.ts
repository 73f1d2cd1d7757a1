import { useEffect, useRef, useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { changes, toProblem } from '../read.ts'

/** Something that is done with the worker: whether it is under way, and why it could not be done. */
export function useAct() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<WorkerProblem>()
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  /** Does it, then has everything on show asked for again. Once at a time; `done` is left out where it failed. */
  async function act<T>(work: () => Promise<T>, done: (result: T) => void): Promise<void> {
    if (isBusy) return
    setBusy(true)
    setProblem(undefined)
    try {
      const result = await work()
      changes.value += 1
      if (isHere.current) done(result)
    } catch (error) {
      if (isHere.current) setProblem(toProblem(error))
    }
    if (isHere.current) setBusy(false)
  }

  return { isBusy, problem, act }
}
