import { useEffect, useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { toProblem } from '../read.ts'
import { worker } from '../worker.ts'
import type { Checked } from './data.ts'

type Check = {
  /** What was said of `text`; that may be an earlier one. */
  readonly checked?: Checked
  readonly text?: string
  readonly problem?: WorkerProblem
}

/** How long the typing has to rest, in ms. */
const rest = 350

/** Has a text checked whenever the typing rests; an answer about an earlier text is dropped. */
export function useCheck(text: string) {
  const [check, setCheck] = useState<Check>({})
  const [turn, setTurn] = useState(0)
  const api = worker.value?.api
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at every turn
  useEffect(() => {
    if (!api || text.trim() === '') return setCheck({})
    const end = new AbortController()
    const timer = setTimeout(() => {
      api['own-controls'].check.$post({ json: { text } }, { init: { signal: end.signal } }).then(
        async (response) => {
          const checked = await response.json()
          if (!end.signal.aborted) setCheck({ checked, text })
        },
        (error: unknown) => {
          if (!end.signal.aborted) setCheck({ problem: toProblem(error), text })
        },
      )
    }, rest)
    return () => {
      clearTimeout(timer)
      end.abort()
    }
  }, [api, text, turn])
  return {
    ...check,
    isChecking: text.trim() !== '' && check.text !== text,
    again: () => setTurn((before) => before + 1),
  }
}
