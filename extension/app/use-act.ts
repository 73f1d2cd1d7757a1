import { useEffect, useRef, useState } from 'preact/hooks'
import type { WorkerProblem } from '../sync/worker-problem.ts'
import { changes, toProblem } from './read.ts'

/** Something that a person has the worker do: whether it is under way, and why it could not be done. */
export type Act = {
  readonly isBusy: boolean
  readonly problem: WorkerProblem | undefined
  /** Says no more why it could not be done. */
  readonly forget: () => void
  /**
   * Does it, once at a time, then has everything on show asked for again: what failed may have changed something too.
   * Answers whether it succeeded; `done` is left out where it failed or nobody is here any more.
   */
  readonly act: <T>(work: () => Promise<T>, done?: (result: T) => void) => Promise<boolean>
}

export function useAct(): Act {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<WorkerProblem>()
  const isUnderWay = useRef(false)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  async function act<T>(work: () => Promise<T>, done?: (result: T) => void): Promise<boolean> {
    // A second click may come before the button shows that it is busy.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const result = await work()
      if (isHere.current) done?.(result)
      return true
    } catch (error) {
      if (isHere.current) setProblem(toProblem(error))
      return false
    } finally {
      isUnderWay.current = false
      if (isHere.current) setBusy(false)
      changes.value += 1
    }
  }

  return { isBusy, problem, forget: () => setProblem(undefined), act }
}
