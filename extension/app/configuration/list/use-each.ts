import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { changes, toProblem } from '../../read.ts'

/** Something done with one connector after the other: how far it is, and what went wrong first. */
export type Each = {
  readonly all: number
  readonly done: number
  readonly failed: readonly { readonly connector: Connector; readonly problem: WorkerProblem }[]
  readonly isRunning: boolean
}

/** Does the same with several connectors, one after the other; whoever leaves the page has stopped it. */
export function useEach() {
  const [each, setEach] = useState<Each>()
  const isStopped = useRef(false)
  const stop = useCallback(() => {
    isStopped.current = true
  }, [])
  useEffect(() => stop, [stop])

  async function start(connectors: readonly Connector[], work: (connector: Connector) => Promise<unknown>) {
    isStopped.current = false
    let now: Each = { all: connectors.length, done: 0, failed: [], isRunning: true }
    setEach(now)
    for (const connector of connectors) {
      const problem = await work(connector).then(() => undefined, toProblem)
      now = { ...now, done: now.done + 1, failed: problem ? [...now.failed, { connector, problem }] : now.failed }
      setEach(now)
      if (isStopped.current) break
    }
    now = { ...now, isRunning: false }
    setEach(now)
    changes.value += 1
    return now
  }
  return { each, start, stop }
}
