import { useEffect, useRef, useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { toProblem } from '../read.ts'
import { worker } from '../worker.ts'
import type { Trial } from './data.ts'

type State = {
  readonly answer?: Trial
  /** The text that it is about. */
  readonly text?: string
  readonly problem?: WorkerProblem
}

/** Tries a text against what was collected; it can be stopped, and goes with the page. */
export function useTrial() {
  const [state, setState] = useState<State>({})
  const [isTrying, setTrying] = useState(false)
  const under = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => under.current?.abort(), [])

  async function start(text: string): Promise<void> {
    under.current?.abort()
    const end = new AbortController()
    under.current = end
    setTrying(true)
    setState({})
    const next = await ask(text, end.signal)
    if (end.signal.aborted) return
    setState(next)
    setTrying(false)
  }
  const stop = () => {
    under.current?.abort()
    setTrying(false)
  }
  return { ...state, isTrying, start: (text: string) => void start(text), stop }
}

async function ask(text: string, signal: AbortSignal): Promise<State> {
  try {
    const response = await worker.value?.api['own-controls'].trial.$post({ json: { text } }, { init: { signal } })
    const answer = await response?.json()
    return answer ? { answer, text } : {}
  } catch (error) {
    return { problem: toProblem(error), text }
  }
}
